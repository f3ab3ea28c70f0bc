"""tutor plugins …"""
import environment
from config_commands import _save
from settings import Settings
from words import TutorError, info


def list_(roots, _options, _names):
    settings = Settings(roots, must_exist=False)
    enabled = {plugin.name for plugin in settings.enabled}
    rows = [("NAME", "STATUS", "VERSION")]
    for name, plugin in sorted(settings.installed.items()):
        rows.append((name, "✅ enabled" if name in enabled else "installed", plugin.version))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        info("\t".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


list_.options = {}


def printroot(roots, _options, _names):
    info(roots.plugins)


printroot.options = {}


def enable(roots, _options, names):
    settings = Settings(roots)
    environment.warn_if_old(roots)
    for name in names:
        if name not in settings.installed:
            raise TutorError(f"plugin '{name}' is not installed.")
    for name in names:
        info(f"Plugin {name} enabled")
    settings.own["PLUGINS"] = sorted({*settings.own["PLUGINS"], *names})
    settings.enable(settings.own["PLUGINS"])
    _save(settings)


enable.options = {}


def disable(roots, _options, names):
    settings = Settings(roots)
    for name in [name for name in names if name in settings.own["PLUGINS"]]:
        info(f"Plugin {name} disabled")
    settings.own["PLUGINS"] = [name for name in settings.own["PLUGINS"] if name not in names]
    settings.enable(settings.own["PLUGINS"])
    _save(settings)


disable.options = {}
