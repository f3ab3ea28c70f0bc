"""Executes settings of the platform with stand-ins for its modules, and prints the outcome as JSON.

    platform_settings.py patches VARIANT < {"config": {...}, "plugins": [paths]}    renders the plugins' patches as Tutor does
    platform_settings.py file VARIANT PATH                                          takes settings that Tutor rendered
"""
import copy
import json
import os
import sys
import types

PATCHES = {
    "lms": ["openedx-common-settings", "openedx-lms-common-settings"],
    "cms": ["openedx-common-settings", "openedx-cms-common-settings"],
}


def update_module_store_settings(module_stores, doc_store_settings=None, **_):
    """Copies the values, as the platform's own function does, so that later changes of the argument are not seen."""
    for store in module_stores["default"]["OPTIONS"]["stores"]:
        store["DOC_STORE_CONFIG"].update(copy.copy(doc_store_settings))


def platform():
    """The settings that the platform has before Tutor's begin."""
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    videos = {"STORAGE_KWARGS": {"location": "/edx/var", "base_url": "/media/"}, "DIRECTORY_PREFIX": "video-images/"}
    return {
        "STORAGES": {"default": files, "staticfiles": {"BACKEND": "openedx.core.storage.ProductionStorage"}},
        "VIDEO_IMAGE_SETTINGS": copy.deepcopy(videos),
        "VIDEO_TRANSCRIPTS_SETTINGS": copy.deepcopy(videos),
        "MODULESTORE": {"default": {"OPTIONS": {"stores": [{"DOC_STORE_CONFIG": {}, "OPTIONS": {}}]}}},
        "AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None, "AWS_DEFAULT_ACL": "public-read",
        "AWS_SES_REGION_ENDPOINT": "email.us-east-1.amazonaws.com",
        "BROKER_TRANSPORT_OPTIONS": {"fanout_prefix": True},
        "INSTALLED_APPS": ["lms.djangoapps.coursewarehistoryextended"],
        "DATABASE_ROUTERS": ["openedx.core.lib.django_courseware_routers.StudentModuleHistoryExtendedRouter"],
        "ENV_TOKENS": {"CONTACT_EMAIL": "help@example.edu"},
        "LOGGING": {"handlers": {}, "loggers": {"tracking": {}}},
        "PROFILE_IMAGE_BACKEND": {"options": {}},
        "FEATURES": {}, "JWT_AUTH": {}, "CACHES": {}, "REGISTRATION_EXTRA_FIELDS": {}, "IDA_LOGOUT_URI_LIST": [],
        "LOG_DIR": "/logs", "STATIC_ROOT": "/static", "LMS_ROOT_URL": "https://learn.example.edu",
        "TEMPLATES": [{"DIRS": []}], "LOGIN_REDIRECT_WHITELIST": [], "CSRF_TRUSTED_ORIGINS": [],
    }


def tutor():
    """The settings of Tutor that the patches change."""
    mongodb = {"host": "docdb.example.net", "ssl": True}
    stores = platform()["MODULESTORE"]
    update_module_store_settings(stores, doc_store_settings=mongodb)
    cache = {"BACKEND": "django_redis.cache.RedisCache", "KEY_PREFIX": "default", "LOCATION": "redis://@cache.example.net:6379/1"}
    return {
        "os": os,
        "update_module_store_settings": update_module_store_settings,
        "mongodb_parameters": mongodb, "DOC_STORE_CONFIG": mongodb, "MODULESTORE": stores,
        "CONTENTSTORE": {"DOC_STORE_CONFIG": mongodb},
        "FORUM_MONGODB_CLIENT_PARAMETERS": {"host": "docdb.example.net"},
        "CACHES": {"default": cache, "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "here"}},
        "OPENEDX_LEARNING": {"MEDIA": {"BACKEND": "django.core.files.storage.FileSystemStorage"}},
        "EVENT_BUS_REDIS_CONNECTION_URL": "redis://@redis:6379/",
        "DEFAULT_FROM_EMAIL": "help@example.edu",
    }


def run_patches(variant):
    import jinja2
    import yaml

    request = json.load(sys.stdin)
    plugins = sorted((yaml.safe_load(open(path, encoding="utf-8")) for path in request["plugins"]), key=lambda p: p["name"])
    config = {}
    for plugin in plugins:
        for key, value in plugin["config"]["defaults"].items():
            config[plugin["name"].upper() + "_" + key] = value
    config.update(request["config"])
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    texts = {}
    for plugin in plugins:
        for name, patch in plugin["patches"].items():
            rendered = environment.from_string(patch).render(**config)
            texts[name] = texts.get(name, "") + rendered + "\n"
    names = {**platform(), **tutor()}
    for name in PATCHES[variant]:
        exec(compile(texts.get(name, ""), name, "exec"), names)
    return {"settings": names, "patches": texts, "yaml": yaml.safe_load(texts.get(variant + "-env", ""))}


def run_file(variant, path):
    os.makedirs = lambda *_, **__: None
    package = types.ModuleType(variant + ".envs.production")
    package.__dict__.update(platform())
    stores = types.ModuleType("xmodule.modulestore.modulestore_settings")
    stores.update_module_store_settings = update_module_store_settings
    jail = types.ModuleType("codejail.jail_code")
    jail.configure = lambda *_, **__: None
    parents = [variant, variant + ".envs", "xmodule", "xmodule.modulestore", "codejail"]
    for module in [types.ModuleType(name) for name in parents] + [package, stores, jail]:
        sys.modules[module.__name__] = module
        if "." in module.__name__:
            parent, _, name = module.__name__.rpartition(".")
            setattr(sys.modules[parent], name, module)
    names = {"__name__": "settings"}
    exec(compile(open(path, encoding="utf-8").read(), path, "exec"), names)
    return {"settings": names}


outcome = run_patches(sys.argv[2]) if sys.argv[1] == "patches" else run_file(sys.argv[2], sys.argv[3])
outcome["settings"] = {name: value for name, value in outcome["settings"].items() if name.isupper()}
outcome["environment"] = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
print(json.dumps(outcome, default=str))
