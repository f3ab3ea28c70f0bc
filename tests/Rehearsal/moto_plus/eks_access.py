"""EKS access entries and the policies associated with them, which moto does not know."""
import re

from moto.core.responses import ActionResult, EmptyResult

from .eks_common import cluster_of, found, now, refuse_second, serve, tags_of


def _entry(request):
    return found(cluster_of(request).access, request._get_param("principalArn"), "access entry")


def create_access_entry(self):
    cluster, principal = cluster_of(self), self._get_param("principalArn")
    refuse_second(cluster, principal in cluster.access, "The access entry already exists.")
    arn = cluster.arn.replace(":cluster/", ":access-entry/") + "/" + re.sub(r"[^A-Za-z0-9]+", "-", principal)
    entry = cluster.access[principal] = {
        "clusterName": cluster.name, "principalArn": principal, "type": self._get_param("type") or "STANDARD",
        "kubernetesGroups": self._get_param("kubernetesGroups") or [], "username": self._get_param("username") or principal,
        "accessEntryArn": arn, "createdAt": now(), "modifiedAt": now(), "tags": tags_of(self), "_policies": {},
    }
    return ActionResult({"accessEntry": entry})


def describe_access_entry(self):
    return ActionResult({"accessEntry": _entry(self)})


def delete_access_entry(self):
    del cluster_of(self).access[_entry(self)["principalArn"]]
    return EmptyResult()


def list_access_entries(self):
    return ActionResult({"accessEntries": list(cluster_of(self).access)})


def associate_access_policy(self):
    entry, policy = _entry(self), self._get_param("policyArn")
    scope = self._get_param("accessScope") or {}
    entry["_policies"][policy] = {"policyArn": policy, "accessScope": scope, "associatedAt": now(), "modifiedAt": now()}
    return ActionResult({**_names(entry), "associatedAccessPolicy": entry["_policies"][policy]})


def list_associated_access_policies(self):
    entry = _entry(self)
    return ActionResult({**_names(entry), "associatedAccessPolicies": list(entry["_policies"].values())})


def disassociate_access_policy(self):
    _entry(self)["_policies"].pop(self._get_param("policyArn"), None)
    return EmptyResult()


def _names(entry):
    return {key: entry[key] for key in ("clusterName", "principalArn")}


serve(("/access-entries$", "/access-entries/(?P<principalArn>.+)$"),
      create_access_entry, describe_access_entry, delete_access_entry, list_access_entries,
      associate_access_policy, list_associated_access_policies, disassociate_access_policy)
