"""EKS node groups: what was asked for comes back; moto makes up a remote access, which would force a replacement."""
from .eks_common import Responses, cluster_of

_answer_create = Responses.create_nodegroup


def create_nodegroup(self):
    answer = _answer_create(self)
    group = answer.result["nodegroup"]
    group.remote_access = self._get_param("remoteAccess")
    group.update_config = self._get_param("updateConfig") or {"maxUnavailable": 1}
    group.version = self._get_param("version") or cluster_of(self).version
    return answer


Responses.create_nodegroup = create_nodegroup
