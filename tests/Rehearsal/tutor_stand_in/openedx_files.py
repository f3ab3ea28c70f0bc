"""Open edX's own files: its configuration in YAML, its settings in Python, uWSGI's; and Redis's."""
import json
import pathlib

import yaml

import jwk
from files import patch, put

UWSGI = "[uwsgi]\nhttp = 0.0.0.0:8000\nmodule = $(SERVICE_VARIANT).wsgi\nprocesses = $(UWSGI_WORKERS)\nmaster = true\ndie-on-term = true\n"
REDIS = "dir /openedx/redis/data\nappendonly yes\n"
HERE = pathlib.Path(__file__).resolve().parent


def write(settings):
    """Writes them; hands back which ConfigMaps are made of them: name, label, files."""
    env, openedx = settings.roots.env, pathlib.PurePosixPath("apps/openedx")
    maps = {}
    for variant in ("lms", "cms"):
        put(env / openedx / "config" / f"{variant}.env.yml", _yaml(settings, variant))
        folder = openedx / "settings" / variant
        files = {"__init__.py": "", "production.py": _python(settings, variant)}
        for name in ("development", "test"):
            files[f"{name}.py"] = "from .production import *\n" + patch(settings, f"openedx-{variant}-{name}-settings")
        for name, text in files.items():
            put(env / folder / name, text)
        maps[f"openedx-settings-{variant}"] = ("openedx", [str(folder / name) for name in sorted(files)])
    maps["openedx-config"] = ("openedx", [str(openedx / "config" / f"{variant}.env.yml") for variant in ("cms", "lms")])
    put(env / openedx / "uwsgi.ini", UWSGI)
    maps["openedx-uwsgi-config"] = ("openedx", [str(openedx / "uwsgi.ini")])
    if settings.value("RUN_REDIS"):
        put(env / "apps" / "redis" / "redis.conf", REDIS)
        maps["redis-config"] = ("redis", ["apps/redis/redis.conf"])
    return maps


def _yaml(settings, variant):
    value = settings.value
    scheme = "https" if value("ENABLE_HTTPS") else "http"
    text = yaml.safe_dump({
        "SITE_NAME": value("LMS_HOST" if variant == "lms" else "CMS_HOST"), "PLATFORM_NAME": value("PLATFORM_NAME"),
        "LMS_BASE": value("LMS_HOST"), "CMS_BASE": value("CMS_HOST"),
        "LMS_ROOT_URL": f"{scheme}://{value('LMS_HOST')}", "CMS_ROOT_URL": f"{scheme}://{value('CMS_HOST')}",
        "CONTACT_EMAIL": value("CONTACT_EMAIL"), "LANGUAGE_CODE": value("LANGUAGE_CODE"),
        "FEATURES": yaml.safe_load(patch(settings, "common-env-features") + patch(settings, f"{variant}-env-features")) or {},
        "CELERY_BROKER_TRANSPORT": "redis", "CELERY_BROKER_HOSTNAME": f"{value('REDIS_HOST')}:{value('REDIS_PORT')}",
        "CELERY_BROKER_VHOST": str(value("OPENEDX_CELERY_REDIS_DB")),
        "CELERY_BROKER_USER": value("REDIS_USERNAME"), "CELERY_BROKER_PASSWORD": value("REDIS_PASSWORD"),
        "EMAIL_HOST": value("SMTP_HOST"), "EMAIL_PORT": value("SMTP_PORT"), "EMAIL_USE_TLS": value("SMTP_USE_TLS"),
        "EMAIL_HOST_USER": value("SMTP_USERNAME"), "EMAIL_HOST_PASSWORD": value("SMTP_PASSWORD"),
        "SECRET_KEY": value("OPENEDX_SECRET_KEY"),
        "AWS_ACCESS_KEY_ID": value("OPENEDX_AWS_ACCESS_KEY"), "AWS_SECRET_ACCESS_KEY": value("OPENEDX_AWS_SECRET_ACCESS_KEY"),
        "DATABASES": {"default": {
            "ENGINE": "django.db.backends.mysql", "HOST": value("MYSQL_HOST"), "PORT": value("MYSQL_PORT"),
            "NAME": value("OPENEDX_MYSQL_DATABASE"), "USER": value("OPENEDX_MYSQL_USERNAME"), "PASSWORD": value("OPENEDX_MYSQL_PASSWORD"),
        }},
    }, sort_keys=False, allow_unicode=True)
    return text + patch(settings, f"{variant}-env") + patch(settings, "openedx-auth")


def _python(settings, variant):
    value = settings.value
    key = jwk.of_pem(str(value("JWT_RSA_PRIVATE_KEY")))
    redis = f"redis://{value('REDIS_HOST')}:{value('REDIS_PORT')}"
    cache = {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": f"{redis}/{value('OPENEDX_CACHE_REDIS_DB')}"}
    values = {
        "variant": variant,
        "mongodb": {
            "db": value("MONGODB_DATABASE"), "host": value("MONGODB_HOST"), "port": value("MONGODB_PORT"),
            "user": value("MONGODB_USERNAME") or None, "password": value("MONGODB_PASSWORD") or None, "connect": False,
            "ssl": value("MONGODB_USE_SSL"), "authsource": value("MONGODB_AUTH_SOURCE"),
            "replicaSet": value("MONGODB_REPLICA_SET") or None,
            **({"authMechanism": value("MONGODB_AUTH_MECHANISM")} if value("MONGODB_AUTH_MECHANISM") else {}),
        },
        "caches": {name: {**cache, "KEY_PREFIX": name} for name in ("default", "celery", "general", "ora2-storage")},
        "issuer": value("JWT_COMMON_ISSUER"), "secure": bool(value("ENABLE_HTTPS")),
        "private": json.dumps(key) if key else "", "public": json.dumps({"keys": [jwk.public(key)]} if key else {}),
        "secret": value("OPENEDX_SECRET_KEY"), "search": value("MEILISEARCH_URL"), "search_public": value("MEILISEARCH_PUBLIC_URL"),
        "search_key": value("MEILISEARCH_API_KEY"), "search_master": value("MEILISEARCH_MASTER_KEY"),
        "prefix": value("MEILISEARCH_INDEX_PREFIX"),
        "hosts": [value("LMS_HOST" if variant == "lms" else "CMS_HOST"), variant],
        "client": [value("CMS_OAUTH2_KEY_SSO"), value("CMS_OAUTH2_SECRET")],
    }
    text = (HERE / "settings_of_the_platform.txt").read_text(encoding="utf-8")
    for name, content in values.items():
        text = text.replace(f"<<{name}>>", content if name == "variant" else repr(content))
    return (text + patch(settings, "openedx-common-settings") + patch(settings, f"openedx-{variant}-common-settings")
            + patch(settings, f"openedx-{variant}-production-settings"))
