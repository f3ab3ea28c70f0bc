"""RDS: DocumentDB, which shares its API; a resource id of its own for every instance; windows that touch without overlapping."""
import random
import string

from moto.rds import models, utils

_cluster_engines = [*utils.ClusterEngine.list_cluster_engines(), "docdb"]
_instance_engines = [*utils.DbInstanceEngine.valid_db_instance_engine(), "docdb"]
utils.ClusterEngine.list_cluster_engines = classmethod(lambda cls: sorted(_cluster_engines))
utils.DbInstanceEngine.valid_db_instance_engine = classmethod(lambda cls: sorted(_instance_engines))


def _default(kind, name, docdb):
    """Adds DocumentDB's value to a static method that maps an engine to its default."""
    original = getattr(kind, name)
    setattr(kind, name, staticmethod(lambda *a, **k: docdb if "docdb" in (*a, *k.values()) else original(*a, **k)))


_default(models.DBCluster, "default_engine_version", "5.0.0")
_default(models.DBCluster, "default_port", 27017)
_default(models.DBCluster, "default_allocated_storage", 1)
_default(models.DBInstance, "default_port", 27017)
_default(models.DBInstance, "default_allocated_storage", 0)
models.DBInstance.default_engine_versions["docdb"] = "5.0.0"

_make_cluster, _make_instance = models.DBCluster.__init__, models.DBInstance.__init__


def _cluster(self, *args, **kwargs):
    _make_cluster(self, *args, **kwargs)
    if self.engine == "docdb":
        self.storage_type = None  # as AWS answers for standard storage


def _instance(self, *args, **kwargs):
    _make_instance(self, *args, **kwargs)  # moto gives every instance the same resource id; the provider reads instances by it
    self.dbi_resource_id = "db-" + "".join(random.choices(string.ascii_uppercase + string.digits, k=26))


def _update_parameters(self, changes):
    for change in changes:
        self.parameters[change["ParameterName"]].update(change, Source="user")


models.DBCluster.__init__, models.DBInstance.__init__ = _cluster, _instance
models.DBParameterGroup.update_parameters = _update_parameters

# RDS takes a maintenance window that begins when the backup window ends; moto counts the common minute as an overlap.
_overlap = utils.get_overlap_between_two_date_ranges
utils.get_overlap_between_two_date_ranges = lambda *times: _overlap(*times) or -1
