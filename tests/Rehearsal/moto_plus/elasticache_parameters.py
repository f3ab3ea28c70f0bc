"""ElastiCache parameter groups, which moto does not know, and the end of a subnet group."""
from moto.core.responses import ActionResult, EmptyResult
from moto.elasticache.exceptions import ElastiCacheException
from moto.elasticache.responses import ElastiCacheResponse

_list_tags = ElastiCacheResponse.list_tags_for_resource


# moto finds out by an exception's module which service refuses.
class ParameterGroupNotFound(ElastiCacheException):
    __module__ = ElastiCacheException.__module__
    code = "CacheParameterGroupNotFound"


class SubnetGroupNotFound(ElastiCacheException):
    __module__ = ElastiCacheException.__module__
    code = "CacheSubnetGroupNotFoundFault"


def _groups(request):
    return request.elasticache_backend.__dict__.setdefault("parameter_groups", {})


def _group(request):
    name = request._get_param("CacheParameterGroupName")
    if name not in _groups(request):
        raise ParameterGroupNotFound(f"CacheParameterGroup {name} not found.")
    return _groups(request)[name]


def create_cache_parameter_group(self):
    name, backend = self._get_param("CacheParameterGroupName"), self.elasticache_backend
    group = _groups(self)[name] = {
        "CacheParameterGroupName": name, "CacheParameterGroupFamily": self._get_param("CacheParameterGroupFamily"), "IsGlobal": False,
        "Description": self._get_param("Description"), "_tags": self._get_param("Tags", []), "_values": {},
        "ARN": f"arn:aws:elasticache:{backend.region_name}:{backend.account_id}:parametergroup:{name}",
    }
    return ActionResult({"CacheParameterGroup": group})


def describe_cache_parameter_groups(self):
    groups = [_group(self)] if self._get_param("CacheParameterGroupName") else list(_groups(self).values())
    return ActionResult({"CacheParameterGroups": groups})


def modify_cache_parameter_group(self):
    return _change(self, lambda values, name, value: values.update({name: value}))


def reset_cache_parameter_group(self):
    return _change(self, lambda values, name, _: values.pop(name, None))


def _change(request, change):
    group = _group(request)
    for given in request._get_param("ParameterNameValues", []) or []:
        change(group["_values"], given["ParameterName"], given.get("ParameterValue"))
    return ActionResult({"CacheParameterGroupName": group["CacheParameterGroupName"]})


def describe_cache_parameters(self):
    constant = {"Source": "user", "DataType": "string", "IsModifiable": True}
    values = _group(self)["_values"].items()
    return ActionResult({"Parameters": [{"ParameterName": name, "ParameterValue": value, **constant} for name, value in values]})


def delete_cache_parameter_group(self):
    del _groups(self)[_group(self)["CacheParameterGroupName"]]
    return EmptyResult()


def delete_cache_subnet_group(self):
    if self.elasticache_backend.cache_subnet_groups.pop(self._get_param("CacheSubnetGroupName"), None) is None:
        raise SubnetGroupNotFound("Cache subnet group not found.")
    return EmptyResult()


def list_tags_for_resource(self):
    for group in _groups(self).values():
        if group["ARN"] == self._get_param("ResourceName"):
            return ActionResult({"TagList": group["_tags"]})
    return _list_tags(self)


for _operation in (create_cache_parameter_group, describe_cache_parameter_groups, modify_cache_parameter_group,
                   reset_cache_parameter_group, describe_cache_parameters, delete_cache_parameter_group,
                   delete_cache_subnet_group, list_tags_for_resource):
    setattr(ElastiCacheResponse, _operation.__name__, _operation)
