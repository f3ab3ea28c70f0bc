"""What the EKS modules share: finding a cluster, refusing, routing."""
import datetime

from moto.eks import models, responses, urls
from moto.eks.exceptions import ResourceInUseException, ResourceNotFoundException

Responses = responses.EKSResponse
_find = models.EKSBackend.describe_cluster


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def cluster_of(request):
    return _find(request.eks_backend, name=request._get_param("name") or request._get_param("clusterName"))


def tags_of(request):
    return request._get_param("tags") or {}


def found(things, key, what):
    if key not in things:
        raise ResourceNotFoundException(clusterName=None, nodegroupName=None, addonName=None, message=f"No {what} found: {key}")
    return things[key]


def refuse_second(cluster, exists, message):
    if exists:
        raise ResourceInUseException(clusterName=cluster.name, nodegroupName=None, addonName=None, message=message)


def serve(paths, *operations):
    """Adds operations to moto's EKS and the paths below a cluster on which they are called."""
    for path in paths:
        urls.url_paths["{0}/clusters/(?P<name>[^/]+)" + path] = urls.response.dispatch
    for operation in operations:
        setattr(Responses, operation.__name__, operation)
