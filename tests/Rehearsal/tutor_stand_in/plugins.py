"""Plugins: the two that Tutor brings, those that REHEARSED_TUTOR_PLUGINS says are installed, and YAML files (version 0)."""
import os

import yaml

from words import TutorError, warn

BUILT_IN = {"indigo": "21.1.3", "mfe": "21.0.0"}


class Plugin:
    def __init__(self, name, version, content=None):
        content = content or {}
        config = content.get("config") or {}
        prefix = name.upper().replace("-", "_") + "_"
        self.name, self.version = name, version
        self.add = {prefix + key: value for key, value in (config.get("add") or {}).items()}
        self.defaults = {prefix + key: value for key, value in (config.get("defaults") or {}).items()}
        self.set = config.get("set") or {}
        self.patches = content.get("patches") or {}


def _packages():
    named = dict(item.split("=", 1) for item in os.environ.get("REHEARSED_TUTOR_PLUGINS", "").split())
    found = {name: Plugin(name, version) for name, version in {**BUILT_IN, **named}.items()}
    found["mfe"].defaults["MFE_DOCKER_IMAGE"] = f"{{{{ DOCKER_REGISTRY }}}}overhangio/openedx-mfe:{BUILT_IN['mfe']}"
    found["mfe"].defaults["MFE_HOST"] = "apps.{{ LMS_HOST }}"
    return found


def _read(file):
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise TutorError(f"Error applying action: {file} is no YAML: {error}") from error
    for key in ("name", "version"):
        if key not in (content or {}):
            raise TutorError(f"Invalid plugin: {file}. Missing key: {key}")
    if not isinstance(content["version"], str):
        raise TypeError(f"Plugin version must be a string: {file}")
    return Plugin(content["name"], content["version"], content)


def installed(folder):
    """All that could be enabled, by name."""
    found = _packages()
    for file in sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")]) if folder.is_dir() else []:
        plugin = _read(file)
        found[plugin.name] = plugin
    return found


def load(available, names):
    """Those of the names that are installed, alphabetically; of the others it is only said."""
    loaded = []
    for name in sorted(set(names)):
        if name in available:
            loaded.append(available[name])
        else:
            warn(f"Failed to enable plugin '{name}': plugin '{name}' is not installed.")
    return loaded
