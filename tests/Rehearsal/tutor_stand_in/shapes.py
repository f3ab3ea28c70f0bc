"""Shapes of the objects that a platform consists of."""
NAME, COMPONENT = "app.kubernetes.io/name", "app.kubernetes.io/component"


def pod(name, container, maps, claim_at=None, user=None):
    """A pod with one container. maps: volume and ConfigMap by path; claim_at: where the claim of the same name is mounted."""
    mounts = [{"name": volume, "mountPath": path} for path, (volume, _) in maps.items()]
    volumes = [{"name": volume, "configMap": {"name": source}} for volume, source in maps.values()]
    for mount, volume in zip(mounts, volumes):
        if not mount["mountPath"].endswith("/") and "." in mount["mountPath"]:
            mount["subPath"] = file = mount["mountPath"].rpartition("/")[2]
            volume["configMap"]["items"] = [{"key": file, "path": file}]
    if claim_at:
        mounts.append({"name": "data", "mountPath": claim_at})
        volumes.append({"name": "data", "persistentVolumeClaim": {"claimName": name}})
    parts = {
        "securityContext": {"runAsUser": user, "runAsGroup": user, **({"fsGroup": user} if claim_at else {})} if user else None,
        "containers": [{"name": name, **container, **({"volumeMounts": mounts} if mounts else {})}],
        "volumes": volumes,
    }
    return {key: value for key, value in parts.items() if value}


def deployment(name, inside, recreate=False):
    """A Deployment of a pod; recreate: the old pod goes before the new one comes."""
    strategy = {"strategy": {"type": "Recreate"}} if recreate else {}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": name, "labels": {NAME: name}}, "spec": {
        "selector": {"matchLabels": {NAME: name}}, **strategy,
        "template": {"metadata": {"labels": {NAME: name}}, "spec": inside},
    }}


def service(name, ports, kind="ClusterIP", labels=None):
    """A Service of a Deployment's pods; labels: its own, its name unless they are given."""
    labels = {NAME: name} if labels is None else labels
    return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": name, **({"labels": labels} if labels else {})}, "spec": {
        "type": kind, "ports": ports, "selector": {NAME: name},
    }}


def claim(name, size):
    """Where a Deployment keeps what it must not lose."""
    labels = {COMPONENT: "volume", NAME: name}
    return {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": name, "labels": labels}, "spec": {
        "accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": size}},
    }}


def job(name, inside):
    """A Job that is no task yet: whoever runs one adds the script."""
    metadata = {"name": f"{name}-job", "labels": {COMPONENT: "job"}}
    spec = {"template": {"spec": {"restartPolicy": "Never", **inside}}}
    return {"apiVersion": "batch/v1", "kind": "Job", "metadata": metadata, "spec": spec}
