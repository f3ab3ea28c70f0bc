"""tutor images …: docker is called as Tutor calls it, argument by argument."""
import os
import pathlib

import docker
import environment
from settings import Settings
from words import TutorError, UsageError, info

IMAGES = {
    "openedx": ("DOCKER_IMAGE_OPENEDX", pathlib.PurePath("build", "openedx")),
    "mfe": ("MFE_DOCKER_IMAGE", pathlib.PurePath("plugins", "mfe", "build", "mfe")),
}


def _image(settings, name):
    if name not in IMAGES or name == "mfe" and "mfe" not in [plugin.name for plugin in settings.enabled]:
        raise TutorError(f"Image '{name}' could not be found")
    key, folder = IMAGES[name]
    return settings.value(key), settings.roots.env / folder


def build(roots, options, names):
    if not names:
        raise UsageError("Missing argument 'IMAGE_NAMES...'.")
    settings = Settings(roots)
    environment.warn_if_old(roots)
    for name in names:
        tag, folder = _image(settings, name)
        docker.must_exist()
        docker.run("buildx", "build", *_arguments(settings, options, name, tag), folder)


def _arguments(settings, options, name, tag):
    yield f"--tag={tag}"
    if "--no-cache" in options:
        yield "--no-cache"
    for option in ("--build-arg", "--add-host", "--target"):
        for value in options.get(option, []):
            yield from (option, value)
    yield f"--output={options.get('--output', ['type=docker'])[-1]}"
    yield from options.get("--docker-arg", [])
    if "--no-registry-cache" not in options:
        yield f"--cache-from=type=registry,ref={tag}-cache"
    if "--cache-to-registry" in options:
        yield f"--cache-to=type=registry,mode=max,ref={tag}-cache,image-manifest=true"
    if name == "openedx":
        for path in settings.value("MOUNTS"):
            yield f"--build-context=mnt-{os.path.basename(path)}={path}"


build.options = {
    "--no-cache": False, "-a": "--build-arg", "--build-arg": True, "--add-host": True, "--target": True, "--output": True,
    "--docker-output": "--output", "-d": "--docker-arg", "--docker-arg": True, "--no-registry-cache": False, "--cache-to-registry": False,
}


def push(roots, _options, names):
    settings = Settings(roots)
    for name in names:
        docker.must_exist()
        docker.run("push", _image(settings, name)[0])


push.options = {}


def printtag(roots, _options, names):
    settings = Settings(roots)
    for name in names:
        info(_image(settings, name)[0])


printtag.options = {}
