"""The env folder: build contexts of our own text, with the patches of plugins where Tutor has them."""
import os
import pathlib
import shutil

import kustomization
import packages
from files import patch, put, template
from words import VERSION, warn

HERE = pathlib.Path(__file__).resolve().parent

OPENEDX = """\
{contexts}FROM {base} AS production
ARG APP_USER_ID=1000
ARG PIP_COMMAND=pip
ARG EDX_PLATFORM_REPOSITORY={{{{ EDX_PLATFORM_REPOSITORY }}}}
ARG EDX_PLATFORM_VERSION={{{{ EDX_PLATFORM_VERSION }}}}
WORKDIR /openedx
COPY ./packages/ /openedx/packages
ENV PIP_FIND_LINKS=/openedx/packages
{mounts}{post_python}{requirements}COPY ./themes/ /openedx/themes
COPY ./bin/compile-sass /openedx/bin/compile-sass
{pre_assets}RUN python3 /openedx/bin/compile-sass /openedx/themes
{end}"""
OPENEDX_PATCHES = ("openedx-dockerfile-post-python-requirements", "openedx-dockerfile-pre-assets", "openedx-dockerfile")
MFE = """\
FROM {base} AS production
WORKDIR /openedx
{post_npm}COPY ./index.html /openedx/dist/index.html
"""
# Tutor names those that are there, and whoever plays docker reads none of them.
COMPOSE = ("local/docker-compose.yml", "local/docker-compose.prod.yml", "local/docker-compose.jobs.yml", "dev/docker-compose.yml")


def write(settings):
    """Renders all of it over what is there; themes of others stay."""
    env = settings.roots.env
    base = os.environ.get("REHEARSED_TUTOR_BASE") or "rehearsal/base:1"
    openedx = env / "build" / "openedx"
    mounts = {os.path.basename(path): path for path in settings.value("MOUNTS")}
    put(openedx / "themes" / "README", "Put themes here, a folder each.\n")
    if any(plugin.name == "indigo" for plugin in settings.enabled):
        put(openedx / "themes" / "indigo" / "lms" / "static" / "sass" / "lms-main-v1.scss", "$primary: indigo;\na { color: $primary; }\n")
    packages.write(openedx / "packages", "".join(patch(settings, name) for name in OPENEDX_PATCHES))
    (openedx / "bin").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(HERE / "compile_sass.py", openedx / "bin" / "compile-sass")
    put(openedx / "Dockerfile", template(settings, "build/openedx/Dockerfile", OPENEDX.format(
        base=base,
        contexts="".join(f"FROM scratch AS mnt-{name}\n" for name in mounts),
        mounts="".join(
            f"COPY --from=mnt-{name} . /mnt/{name}\nRUN pip install -e /mnt/{name}\n" for name in mounts),
        post_python=patch(settings, "openedx-dockerfile-post-python-requirements"),
        requirements="".join(f"RUN pip install '{item}'\n" for item in settings.value("OPENEDX_EXTRA_PIP_REQUIREMENTS")),
        pre_assets=patch(settings, "openedx-dockerfile-pre-assets"),
        end=patch(settings, "openedx-dockerfile"),
    )))
    if any(plugin.name == "mfe" for plugin in settings.enabled):
        mfe = env / "plugins" / "mfe" / "build" / "mfe"
        put(mfe / "index.html", "<!doctype html><title>MFE</title>\n")
        put(mfe / "Dockerfile", template(settings, "mfe/build/mfe/Dockerfile", MFE.format(
            base=base, post_npm=patch(settings, "mfe-dockerfile-post-npm-install"))))
    # Where a patch would fetch certificates, a rehearsal names this file instead.
    put(openedx / "rehearsal-authority.pem", "No certificate: nobody is trusted in a rehearsal.\n")
    kustomization.write(settings)
    for file in COMPOSE:
        put(env / file, "services: {}\n")
    put(env / "version", VERSION)


def warn_if_old(roots):
    file = roots.env / "version"
    found = file.read_text(encoding="utf-8").strip() if file.exists() else VERSION
    if found != VERSION:
        warn(
            f"The current environment stored at {roots.env} is not up-to-date: it is at v{found} while the 'tutor' binary is at "
            f"v{VERSION}. You should upgrade your environment by running: tutor config save"
        )
