"""EKS add-ons, which moto does not know."""
from moto.core.responses import ActionResult

from .eks_common import cluster_of, found, now, refuse_second, serve, tags_of


def _addon(request):
    return found(cluster_of(request).addons, request._get_param("addonName"), "addon")


def create_addon(self):
    cluster, name = cluster_of(self), self._get_param("addonName")
    refuse_second(cluster, name in cluster.addons, "Addon already exists.")
    arn = cluster.arn.replace(":cluster/", ":addon/") + f"/{name}/00000000-0000-0000-0000-000000000000"
    version = self._get_param("addonVersion") or "v1.0.0-eksbuild.1"
    addon = {
        "addonName": name, "clusterName": cluster.name, "status": "ACTIVE", "addonVersion": version, "health": {"issues": []},
        "addonArn": arn, "createdAt": now(), "modifiedAt": now(), "tags": tags_of(self),
    }
    addon |= {key: self._get_param(key) for key in ("serviceAccountRoleArn", "configurationValues") if self._get_param(key)}
    cluster.addons[name] = addon
    return ActionResult({"addon": addon})


def describe_addon(self):
    return ActionResult({"addon": _addon(self)})


def delete_addon(self):
    return ActionResult({"addon": cluster_of(self).addons.pop(_addon(self)["addonName"])})


def list_addons(self):
    return ActionResult({"addons": list(cluster_of(self).addons)})


serve(("/addons$", "/addons/(?P<addonName>[^/]+)$"), create_addon, describe_addon, delete_addon, list_addons)
