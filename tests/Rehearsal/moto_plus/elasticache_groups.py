"""ElastiCache replication groups: their members, a token that can be changed, and a deletion that ends."""
import inspect

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.elasticache.exceptions import InvalidParameterValueException, ReplicationGroupNotFound
from moto.elasticache.models import CacheCluster, ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

_create, _delete = ElastiCacheBackend.create_replication_group, ElastiCacheBackend.delete_replication_group
_member_fields = [name for name in inspect.signature(CacheCluster.__init__).parameters if name != "self"]

# What ModifyReplicationGroup may change here: the name of the parameter, and of moto's attribute.
_changes = {
    "ReplicationGroupDescription": "description", "SnapshotWindow": "snapshot_window", "CacheNodeType": "cache_node_type",
    "EngineVersion": "engine_version", "AutoMinorVersionUpgrade": "auto_minor_version_upgrade",
    "SnapshotRetentionLimit": "snapshot_retention_limit",
}


def _create_group(self, **wanted):
    if (wanted.get("num_cache_clusters") or 1) > 1 and not wanted.get("replicas_per_node_group"):
        wanted["replicas_per_node_group"] = wanted["num_cache_clusters"] - 1  # moto heeds only this one
    group = _create(self, **wanted)
    for name in group.member_clusters:  # moto names the members but does not make them
        member = CacheCluster(**{
            **{field: wanted.get(field) for field in _member_fields}, "account_id": self.account_id, "region_name": self.region_name,
            "cache_cluster_id": name, "replication_group_id": group.replication_group_id})
        parameters = wanted.get("cache_parameter_group_name")
        member.cache_parameter_group = {"CacheParameterGroupName": parameters, "ParameterApplyStatus": "in-sync"}
        member.security_groups = [{"SecurityGroupId": key, "Status": "active"} for key in wanted.get("security_group_ids") or []]
        member.at_rest_encryption_enabled = wanted.get("at_rest_encryption_enabled")
        self.cache_clusters[name] = member
    return group


def _delete_group(self, replication_group_id, retain_primary_cluster):
    group = _delete(self, replication_group_id, retain_primary_cluster)
    self.replication_groups.pop(replication_group_id, None)  # moto leaves it "deleting" for ever
    for name in _members(self, replication_group_id):
        del self.cache_clusters[name]
    return group


def _members(backend, group_id):
    return [name for name, member in backend.cache_clusters.items() if getattr(member, "replication_group_id", None) == group_id]


def modify_replication_group(self):
    backend, name = self.elasticache_backend, self._get_param("ReplicationGroupId")
    if name not in backend.replication_groups:
        raise ReplicationGroupNotFound(name)
    group = backend.replication_groups[name]
    _change_token(group, self._get_param("AuthToken"), self._get_param("AuthTokenUpdateStrategy"))
    for parameter, attribute in _changes.items():
        if (value := self._get_param(parameter)) is not None:
            for thing in (group, *(backend.cache_clusters[member] for member in _members(backend, name))):
                setattr(thing, attribute, value)
    return ActionResult({"ReplicationGroup": group})


def _change_token(group, token, strategy):
    """As ElastiCache: a token is added by ROTATE and made the only one by SET; at most two are in force."""
    if token is None and strategy is None:
        return
    if strategy not in ("ROTATE", "SET", "DELETE") or not group.transit_encryption_enabled:
        raise InvalidParameterValueException("The AUTH token modification is only supported with a strategy and encryption in transit.")
    tokens = group.__dict__.setdefault("auth_tokens", [])
    if strategy == "DELETE":
        tokens.clear()
    elif strategy == "ROTATE":
        tokens[:] = [*tokens[-1:], token]
    elif tokens and token not in tokens:
        raise InvalidParameterValueException("The AUTH token to be set was not added before.")
    else:
        tokens[:] = [token]
    group.auth_token_enabled, group.auth_token_last_modified_date = bool(tokens), utcnow()


ElastiCacheBackend.create_replication_group, ElastiCacheBackend.delete_replication_group = _create_group, _delete_group
ElastiCacheResponse.modify_replication_group = modify_replication_group
