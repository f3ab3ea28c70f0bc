"""EKS clusters: their security group, Auto Mode and access configuration, and an endpoint that is really served."""
import base64
import os
import pathlib

from moto.ec2.models import ec2_backends
from moto.eks import models

from .eks_common import Responses

# The stand-in API server of the rehearsal; without it the endpoint is moto's, which leads nowhere.
ENDPOINT = os.environ.get("REHEARSAL_KUBERNETES_ENDPOINT")
AUTHORITY_FILE = os.environ.get("REHEARSAL_KUBERNETES_CA_FILE")

_create, _delete = models.EKSBackend.create_cluster, models.EKSBackend.delete_cluster
_answer_create = Responses.create_cluster


def _create_cluster(self, **wanted):
    cluster = _create(self, **wanted)
    network = ec2_backends[self.account_id][self.region_name]
    vpc = dict(cluster.resources_vpc_config or {})
    subnets = vpc.get("subnetIds") or []
    vpc_id = network.describe_subnets(subnet_ids=subnets[:1])[0].vpc_id if subnets else None
    group = network.create_security_group(f"eks-cluster-sg-{cluster.name}", "EKS created security group", vpc_id=vpc_id)
    cluster.resources_vpc_config = {**vpc, "clusterSecurityGroupId": group.id, "vpcId": vpc_id}
    cluster.addons, cluster.access, cluster.pod_identities = {}, {}, {}
    if ENDPOINT:
        cluster.endpoint = ENDPOINT
    if AUTHORITY_FILE:
        cluster.certificateAuthority = {"data": base64.b64encode(pathlib.Path(AUTHORITY_FILE).read_bytes()).decode()}
    return cluster


def _delete_cluster(self, name):
    cluster = _delete(self, name=name)
    if group := (cluster.resources_vpc_config or {}).get("clusterSecurityGroupId"):
        ec2_backends[self.account_id][self.region_name].delete_security_group(group_id=group)
    return cluster


def _answer(self):
    answer = _answer_create(self)
    cluster, access = answer.result["cluster"], dict(self._get_param("accessConfig") or {})
    access.setdefault("authenticationMode", "API_AND_CONFIG_MAP")
    cluster.accessConfig = {key: value for key, value in access.items() if value is not None}
    # Auto Mode; AWS answers with all three, switched off, when the cluster was made without it.
    off = {"enabled": False}
    cluster.computeConfig = self._get_param("computeConfig") or dict(off)
    cluster.storageConfig = self._get_param("storageConfig") or {"blockStorage": dict(off)}
    cluster.kubernetes_network_config = {
        "serviceIpv4Cidr": "172.20.0.0/16", "ipFamily": "ipv4", "elasticLoadBalancing": dict(off),
        **{key: value for key, value in (cluster.kubernetes_network_config or {}).items() if value is not None},
    }
    return answer


models.EKSBackend.create_cluster, models.EKSBackend.delete_cluster = _create_cluster, _delete_cluster
Responses.create_cluster = _answer
