"""config.yml, defaults, and the values that plugins bring."""
import os
import pathlib
import re

import yaml

import plugins
from defaults import DEFAULTS, made_up
from rendering import render
from words import TutorError


class Roots:
    """The two folders that environment variables name."""

    def __init__(self, root=None, plugins_root=None):
        data = pathlib.Path.home() / ".local" / "share"
        self.root = pathlib.Path(root or os.environ.get("TUTOR_ROOT") or data / "tutor").absolute()
        self.plugins = pathlib.Path(plugins_root or os.environ.get("TUTOR_PLUGINS_ROOT") or data / "tutor-plugins").absolute()
        self.config, self.env = self.root / "config.yml", self.root / "env"


class Settings:
    """What config.yml says, over what plugins say, over the defaults."""

    def __init__(self, roots, must_exist=True):
        if must_exist and not roots.config.exists():
            raise TutorError(
                "Project root does not exist. Make sure to generate the initial configuration with `tutor config save` "
                f"or `tutor config save --interactive`. ({roots.root})"
            )
        self.roots = roots
        text = roots.config.read_text(encoding="utf-8") if roots.config.exists() else ""
        self.own = _parse(text, "config.yml") or {}
        self.own.setdefault("PLUGINS", ["indigo", "mfe"])
        self.installed = plugins.installed(roots.plugins)
        self.enabled = []
        self.made_up = made_up()
        self.enable(self.own["PLUGINS"])
        known = self.everything()
        for key in [key for key in os.environ if key.startswith("TUTOR_")]:
            name = key[len("TUTOR_"):]
            if name in known and name != "TUTOR_VERSION":
                self.own[name] = yaml.safe_load(os.environ[key])

    def enable(self, names):
        self.enabled = plugins.load(self.installed, names)

    def fill(self):
        """Makes what is random once."""
        for key, value in self.made_up.items():
            self.own.setdefault(key, value)
        for plugin in self.enabled:
            for key, value in plugin.add.items():
                self.own.setdefault(key, render(value, self.everything()))

    def everything(self):
        merged = {**self.made_up, **DEFAULTS}
        for plugin in self.enabled:
            merged.update(plugin.defaults)
        for plugin in self.enabled:
            merged.update(plugin.set)
        merged.update(self.own)
        merged.update(yaml.safe_load(os.environ.get("REHEARSED_TUTOR_VALUES") or "{}"))
        return merged

    def value(self, key):
        everything = self.everything()
        if key not in everything:
            raise TutorError(f"Missing configuration value: {key}")
        return render(everything[key], everything)

    def save(self):
        self.roots.root.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(self.own, default_flow_style=False, allow_unicode=True)
        self.roots.config.write_text(text, encoding="utf-8")


def parse_assignment(text):
    """key and value of --set: YAML 1.1, with all its surprises."""
    if not re.match(r"[A-Za-z0-9_]+=", text):
        return None
    key, value = text.split("=", 1)
    try:
        return key, yaml.safe_load(value) if value else ""
    except (yaml.scanner.ScannerError, yaml.parser.ParserError):
        return key, value


def _parse(text, what):
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise TutorError(f"Error applying action: {what} is no YAML: {error}") from error
