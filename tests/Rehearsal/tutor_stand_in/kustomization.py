"""What 'kubectl kustomize' reads: the list of parts, and the parts that only plugins fill."""
import yaml

import caddy_files
import manifests
import openedx_files
from files import patch, put
from words import VERSION

PARTS = ("namespace", "deployments", "jobs", "services", "volumes")


def write(settings):
    """Everything that a running platform takes; what a plugin adds is text behind our own, as in Tutor."""
    env = settings.roots.env
    maps = {**caddy_files.write(settings), **openedx_files.write(settings)}
    objects = manifests.objects(settings)
    for part in PARTS:
        put(env / "k8s" / f"{part}.yml", documents(objects[part]) + patch(settings, f"k8s-{part}"))
    override = patch(settings, "k8s-override")
    put(env / "k8s" / "override.yml", override)
    put(env / "kustomization.yml", _list(settings, maps, override))


def documents(items):
    """Objects as YAML, one document each."""
    return yaml.safe_dump_all(items, sort_keys=False, explicit_start=True) if items else ""


def _list(settings, maps, override):
    labels = {"app.kubernetes.io/instance": f"openedx-{settings.value('ID')}", "app.kubernetes.io/part-of": "openedx"}
    text = _section({
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "namespace": settings.value("K8S_NAMESPACE"),
        "commonAnnotations": {"app.kubernetes.io/version": VERSION},
        "labels": [{
            "pairs": {**labels, "app.kubernetes.io/managed-by": "tutor"}, "includeSelectors": True, "includeTemplates": True,
        }],
        "resources": [f"k8s/{part}.yml" for part in PARTS],
    }) + patch(settings, "kustomization-resources")
    text += _section({"configMapGenerator": [
        {"name": name, "files": files, "options": {"labels": {"app.kubernetes.io/name": owner}}}
        for name, (owner, files) in maps.items()
    ]}) + patch(settings, "kustomization-configmapgenerator")
    patches = patch(settings, "kustomization-patches")
    if override or patches:
        text += "patches:\n" + ("- path: k8s/override.yml\n" if override else "") + patches
    return text + patch(settings, "kustomization")


def _section(content):
    return yaml.safe_dump(content, sort_keys=False)
