"""EKS Pod Identity associations, which moto does not know."""
import random
import string

from moto.core.responses import ActionResult

from .eks_common import cluster_of, found, now, refuse_second, serve, tags_of


def _association(request):
    return found(cluster_of(request).pod_identities, request._get_param("associationId"), "association")


def create_pod_identity_association(self):
    cluster, who = cluster_of(self), (self._get_param("namespace"), self._get_param("serviceAccount"))
    others = [(other["namespace"], other["serviceAccount"]) for other in cluster.pod_identities.values()]
    refuse_second(cluster, who in others, "Association already exists.")
    identity = "a-" + "".join(random.choices(string.ascii_lowercase + string.digits, k=17))
    association = cluster.pod_identities[identity] = {
        "clusterName": cluster.name, "namespace": who[0], "serviceAccount": who[1], "roleArn": self._get_param("roleArn"),
        "associationId": identity, "associationArn": cluster.arn.replace(":cluster/", ":podidentityassociation/") + f"/{identity}",
        "createdAt": now(), "modifiedAt": now(), "tags": tags_of(self),
    }
    return ActionResult({"association": association})


def describe_pod_identity_association(self):
    return ActionResult({"association": _association(self)})


def update_pod_identity_association(self):
    association = _association(self)
    association.update(roleArn=self._get_param("roleArn") or association["roleArn"], modifiedAt=now())
    return ActionResult({"association": association})


def delete_pod_identity_association(self):
    return ActionResult({"association": cluster_of(self).pod_identities.pop(_association(self)["associationId"])})


def list_pod_identity_associations(self):
    return ActionResult({"associations": list(cluster_of(self).pod_identities.values())})


serve(("/pod-identity-associations$", "/pod-identity-associations/(?P<associationId>[^/]+)$"),
      create_pod_identity_association, describe_pod_identity_association, update_pod_identity_association,
      delete_pod_identity_association, list_pod_identity_associations)
