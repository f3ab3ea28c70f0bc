"""The keys that Tutor has a default for, and those that it makes up once."""
import random
import string
import uuid

from words import VERSION

_SCHEME = "{% if ENABLE_HTTPS %}https{% else %}http{% endif %}"

DEFAULTS = {
    "CADDY_HTTP_PORT": 80,
    "CMS_HOST": "studio.{{ LMS_HOST }}",
    "CMS_OAUTH2_KEY_SSO": "cms-sso",
    "CONTACT_EMAIL": "contact@{{ LMS_HOST }}",
    "DEV_PROJECT_NAME": "tutor_dev",
    "DOCKER_IMAGE_CADDY": "docker.io/caddy:2.7.4",
    "DOCKER_IMAGE_MEILISEARCH": "docker.io/getmeili/meilisearch:v1.8.4",
    "DOCKER_IMAGE_MONGODB": "docker.io/mongo:7.0.28",
    "DOCKER_IMAGE_MYSQL": "docker.io/mysql:8.4.0",
    "DOCKER_IMAGE_OPENEDX": "{{ DOCKER_REGISTRY }}overhangio/openedx:{{ TUTOR_VERSION }}",
    "DOCKER_IMAGE_REDIS": "docker.io/redis:7.4.5",
    "DOCKER_IMAGE_SMTP": "docker.io/devture/exim-relay:4.96-r1-0",
    "DOCKER_REGISTRY": "docker.io/",
    "EDX_PLATFORM_REPOSITORY": "https://github.com/openedx/edx-platform.git",
    "EDX_PLATFORM_VERSION": "{{ OPENEDX_COMMON_VERSION }}",
    "ENABLE_HTTPS": False,
    "ENABLE_WEB_PROXY": True,
    "JWT_COMMON_ISSUER": _SCHEME + "://{{ LMS_HOST }}/oauth2",
    "K8S_NAMESPACE": "openedx",
    "LANGUAGE_CODE": "en",
    "LMS_HOST": "www.myopenedx.com",
    "LOCAL_PROJECT_NAME": "tutor_local",
    "MEILISEARCH_HOST": "meilisearch.{{ LMS_HOST }}",
    "MEILISEARCH_INDEX_PREFIX": "tutor_",
    "MEILISEARCH_PUBLIC_URL": _SCHEME + "://{{ MEILISEARCH_HOST }}",
    "MEILISEARCH_URL": "http://meilisearch:7700",
    "MONGODB_AUTH_MECHANISM": "",
    "MONGODB_AUTH_SOURCE": "admin",
    "MONGODB_DATABASE": "openedx",
    "MONGODB_HOST": "mongodb",
    "MONGODB_PASSWORD": "",
    "MONGODB_PORT": 27017,
    "MONGODB_REPLICA_SET": "",
    "MONGODB_USERNAME": "",
    "MONGODB_USE_SSL": False,
    "MOUNTS": [],
    "MYSQL_HOST": "mysql",
    "MYSQL_PORT": 3306,
    "MYSQL_ROOT_USERNAME": "root",
    "OPENEDX_AWS_ACCESS_KEY": "",
    "OPENEDX_AWS_SECRET_ACCESS_KEY": "",
    "OPENEDX_CACHE_REDIS_DB": 1,
    "OPENEDX_CELERY_REDIS_DB": 0,
    "OPENEDX_CMS_UWSGI_WORKERS": 2,
    "OPENEDX_COMMON_VERSION": "release/ulmo.3",
    "OPENEDX_EXTRA_PIP_REQUIREMENTS": [],
    "OPENEDX_LMS_UWSGI_WORKERS": 2,
    "OPENEDX_MYSQL_DATABASE": "openedx",
    "OPENEDX_MYSQL_USERNAME": "openedx",
    "PLATFORM_NAME": "My Open edX",
    "PLUGIN_INDEXES": [],
    "REDIS_HOST": "redis",
    "REDIS_PASSWORD": "",
    "REDIS_PORT": 6379,
    "REDIS_USERNAME": "",
    "RUN_MEILISEARCH": True,
    "RUN_MONGODB": True,
    "RUN_MYSQL": True,
    "RUN_REDIS": True,
    "RUN_SMTP": True,
    "SMTP_HOST": "smtp",
    "SMTP_PASSWORD": "",
    "SMTP_PORT": 8025,
    "SMTP_USERNAME": "",
    "SMTP_USE_SSL": False,
    "SMTP_USE_TLS": False,
    "TUTOR_VERSION": VERSION,
}
_RANDOM = (
    "CMS_OAUTH2_SECRET", "ID", "MEILISEARCH_API_KEY", "MEILISEARCH_MASTER_KEY", "MYSQL_ROOT_PASSWORD", "OPENEDX_MYSQL_PASSWORD",
    "OPENEDX_SECRET_KEY",
)


def made_up():
    """What Tutor generates where config.yml has nothing; only the RSA key stays empty, because Python alone makes none."""
    letters = string.ascii_letters + string.digits
    values = {name: "".join(random.SystemRandom().choices(letters, k=24)) for name in _RANDOM}
    return {**values, "MEILISEARCH_API_KEY_UID": str(uuid.uuid4()), "JWT_RSA_PRIVATE_KEY": ""}
