"""tutor config …, tutor mounts add"""
import pathlib
import shutil

import environment
from rendering import render
from settings import Settings, parse_assignment
from words import UsageError, info


def _save(settings, env_only=False):
    if not env_only:
        settings.fill()
        settings.save()
        info(f"Configuration saved to {settings.roots.config}")
    environment.write(settings)
    info(f"Environment generated in {settings.roots.env}")


def save(roots, options, _names):
    assignments = []
    for text in options.get("--set", []):
        assignment = parse_assignment(text)
        if assignment is None:
            raise UsageError(f"Invalid value for '-s' / '--set': '{text}' is not of the form 'key=value'.")
        assignments.append(assignment)
    settings = Settings(roots, must_exist=False)
    for key, value in assignments:
        settings.own[key] = render(value, settings.everything())
    for key in options.get("--unset", []):
        settings.own.pop(key, None)
    if any(key == "PLUGINS" for key, _ in assignments):
        settings.enable(settings.own["PLUGINS"])
    if "--clean" in options and roots.env.exists():
        shutil.rmtree(roots.env)
    _save(settings, env_only="--env-only" in options)


save.options = {
    "-s": "--set", "--set": True, "-U": "--unset", "--unset": True,
    "-e": "--env-only", "--env-only": False, "-c": "--clean", "--clean": False,
}


def printvalue(roots, _options, names):
    if len(names) != 1:
        raise UsageError("Missing argument 'KEY'." if not names else "Got unexpected extra argument.")
    environment.warn_if_old(roots)
    info(Settings(roots).value(names[0]))


printvalue.options = {}


def printroot(roots, _options, _names):
    info(roots.root)


printroot.options = {}


def mount(roots, _options, names):
    settings = Settings(roots)
    for name in names:
        path = str(pathlib.Path(name).absolute())
        if path not in settings.own.setdefault("MOUNTS", []):
            settings.own["MOUNTS"].append(path)
    _save(settings)


mount.options = {}
