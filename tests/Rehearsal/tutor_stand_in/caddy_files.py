"""Files of Caddy, which leads each host to its service, and of MFE's own Caddy, which serves pages."""
from files import patch, put

SITE = """\
{host}{{$default_site_port}} {{
    reverse_proxy {target}
{patch}}}
"""
PAGES = """\
:8002 {{
    root * /openedx/dist
    file_server
    reverse_proxy /api/mfe_config/* lms:8000 {{
        header_up Host {host}
    }}
{patch}}}
"""


def write(settings):
    """Writes them; hands back which ConfigMaps are made of them: name, label, files."""
    env = settings.roots.env
    mfe = any(plugin.name == "mfe" for plugin in settings.enabled)
    trusted = "" if settings.value("ENABLE_WEB_PROXY") else "    servers {\n        trusted_proxies static 0.0.0.0/0 ::/0\n    }\n"
    text = f"{{\n{trusted}{_inside(settings, 'caddyfile-global')}}}\n"
    text += _site(settings, "LMS_HOST", "lms:8000", "caddyfile-lms") + _site(settings, "CMS_HOST", "cms:8000", "caddyfile-cms")
    if settings.value("RUN_MEILISEARCH"):
        text += _site(settings, "MEILISEARCH_HOST", "meilisearch:7700", "")
    if mfe:
        text += _site(settings, "MFE_HOST", "mfe:8002", "caddyfile-mfe-proxy")
        pages = PAGES.format(host=settings.value("LMS_HOST"), patch=_inside(settings, "mfe-caddyfile"))
        put(env / "plugins" / "mfe" / "apps" / "mfe" / "Caddyfile", pages)
    put(env / "apps" / "caddy" / "Caddyfile", text + patch(settings, "caddyfile"))
    found = {"caddy-config": ("caddy", ["apps/caddy/Caddyfile"])}
    return {**found, "mfe-caddy-config": ("mfe", ["plugins/mfe/apps/mfe/Caddyfile"])} if mfe else found


def _site(settings, host, target, name):
    return SITE.format(host=settings.value(host), target=target, patch=_inside(settings, name) + _inside(settings, "caddyfile-proxy"))


def _inside(settings, name):
    return "".join(f"    {line}\n" for line in patch(settings, name).splitlines())
