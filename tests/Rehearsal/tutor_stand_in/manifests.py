"""The objects of a running platform: Deployments, Services, claims, and Jobs that are templates of tasks."""
from shapes import COMPONENT, NAME, claim, deployment, job, pod, service

SETTINGS = {
    "/openedx/edx-platform/lms/envs/tutor/": ("settings-lms", "openedx-settings-lms"),
    "/openedx/edx-platform/cms/envs/tutor/": ("settings-cms", "openedx-settings-cms"),
    "/openedx/config": ("config", "openedx-config"),
}
UWSGI = {"/openedx/uwsgi.ini": ("uwsgi-config", "openedx-uwsgi-config")}
RESTRICTED = {"allowPrivilegeEscalation": False}
USER = 1000
# Port (or the key that has it), where the claim is mounted, its size, the user, variables by the keys that have them.
STORES = {
    "meilisearch": (7700, "/meili_data", "5Gi", USER, {"MEILI_MASTER_KEY": "MEILISEARCH_MASTER_KEY"}),
    "mongodb": (27017, "/data/db", "5Gi", 999, {}),
    "mysql": (3306, "/var/lib/mysql", "5Gi", 999, {"MYSQL_ROOT_PASSWORD": "MYSQL_ROOT_PASSWORD"}),
    "redis": ("REDIS_PORT", "/openedx/redis/data", "1Gi", USER, {}),
    "smtp": (8025, None, None, 100, {}),
}


def objects(settings):
    """All of them, by the file that they are in."""
    namespace = {"name": settings.value("K8S_NAMESPACE"), "labels": {COMPONENT: "namespace"}}
    made = {
        "namespace": [{"apiVersion": "v1", "kind": "Namespace", "metadata": namespace}],
        "deployments": [], "services": [], "volumes": [],
        "jobs": [job(name, pod(name, _openedx(settings, name), SETTINGS)) for name in ("lms", "cms")],
    }
    made["jobs"].append(job("mysql", pod("mysql", {"image": settings.value("DOCKER_IMAGE_MYSQL")}, {})))
    _add_caddy(made, settings)
    for variant in ("cms", "lms"):
        _add_openedx(made, settings, variant)
    if any(plugin.name == "mfe" for plugin in settings.enabled):
        pages = {"image": settings.value("MFE_DOCKER_IMAGE"), "ports": [{"containerPort": 8002}]}
        made["deployments"].append(deployment("mfe", pod("mfe", pages, {"/etc/caddy/": ("config", "mfe-caddy-config")})))
        made["services"].append(service("mfe", [{"port": 8002, "protocol": "TCP"}], "NodePort", labels={}))
    for name in STORES:
        if settings.value(f"RUN_{name.upper()}"):
            _add_store(made, settings, name)
    return made


def _add_caddy(made, settings):
    proxy, https = settings.value("ENABLE_WEB_PROXY"), settings.value("ENABLE_HTTPS")
    container = {
        "image": settings.value("DOCKER_IMAGE_CADDY"),
        "env": [{"name": "default_site_port", "value": "" if https and proxy else ":80"}],
        "ports": [{"containerPort": port} for port in ((80, 443) if proxy else (80,))],
    }
    inside = pod("caddy", container, {"/etc/caddy/": ("config", "caddy-config")}, claim_at="/data/" if proxy else None)
    made["deployments"].append(deployment("caddy", inside))
    if proxy:
        ports = [{"name": "http", "port": 80}]
        if https:
            ports += [{"name": name, "port": 443, "protocol": protocol} for name, protocol in (("https", "TCP"), ("http3", "UDP"))]
        made["services"].append(service("caddy", ports, "LoadBalancer", {NAME: "caddy", COMPONENT: "loadbalancer"}))
        made["volumes"].append(claim("caddy", "1Gi"))
    else:
        made["services"].append(service("caddy", [{"name": "http", "port": settings.value("CADDY_HTTP_PORT")}]))


def _add_openedx(made, settings, variant):
    server = _openedx(settings, variant)
    server["env"].append({"name": "UWSGI_WORKERS", "value": str(settings.value(f"OPENEDX_{variant.upper()}_UWSGI_WORKERS"))})
    server.update(ports=[{"containerPort": 8000}], resources={"requests": {"memory": "2Gi"}}, securityContext=RESTRICTED)
    made["deployments"].append(deployment(variant, pod(variant, server, {**SETTINGS, **UWSGI}, user=USER)))
    made["services"].append(service(variant, [{"port": 8000, "protocol": "TCP"}]))
    name = f"{variant}-worker"
    worker = {**_openedx(settings, variant), "args": ["celery", f"--app={variant}.celery", "worker"], "securityContext": RESTRICTED}
    made["deployments"].append(deployment(name, pod(name, worker, SETTINGS, user=USER)))


def _add_store(made, settings, name):
    port, path, size, user, variables = STORES[name]
    port = settings.value(port) if isinstance(port, str) else port
    container = {
        "image": settings.value(f"DOCKER_IMAGE_{name.upper()}"), "ports": [{"containerPort": port}], "securityContext": RESTRICTED,
    }
    if variables:
        container["env"] = [{"name": variable, "value": str(settings.value(key))} for variable, key in variables.items()]
    maps = {"/openedx/redis/config/": ("config", "redis-config")} if name == "redis" else {}
    made["deployments"].append(deployment(name, pod(name, container, maps, path, user), recreate=bool(size)))
    made["services"].append(service(name, [{"port": port, "protocol": "TCP"}]))
    if size:
        made["volumes"].append(claim(name, size))


def _openedx(settings, variant):
    variables = {"SERVICE_VARIANT": variant, "DJANGO_SETTINGS_MODULE": f"{variant}.envs.tutor.production"}
    return {
        "image": settings.value("DOCKER_IMAGE_OPENEDX"),
        "env": [{"name": name, "value": value} for name, value in variables.items()],
    }
