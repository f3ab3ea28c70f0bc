"""tutor local do init: each task by 'docker compose run'."""
import json
import sys

import docker
import environment
import init_tasks
from files import template
from settings import Settings
from words import info


def init(roots, options, _names):
    settings = Settings(roots)
    environment.warn_if_old(roots)
    info("Initialising all services...")
    for number, (service, script) in enumerate(init_tasks.of(settings, options.get("--limit", [None])[-1])):
        info(f"Running init task in {service}")
        if number == 0:
            _stop_other(settings)
        terminal = [] if sys.stdout.isatty() else ["-T"]
        jobs = ["-f", roots.env / "local" / "docker-compose.jobs.yml", "run", "--rm", *terminal, f"{service}-job"]
        docker.run(*_project(settings, "LOCAL", "local/docker-compose.yml", "local/docker-compose.prod.yml"), *jobs,
                   "sh", "-e", "-c", template(settings, f"the task of {service}", script).strip())
    info("All services initialised.")


init.options = {"-l": "--limit", "--limit": True}


def _stop_other(settings):
    """Before the first task Tutor asks whether the other kind of platform, for developers, runs."""
    project = _project(settings, "DEV", "local/docker-compose.yml", "dev/docker-compose.yml")
    running = [entry["Name"] for entry in json.loads(docker.output(*project, "ls", "--format", "json"))]
    if settings.value("DEV_PROJECT_NAME") in running:
        docker.run(*project, "stop")


def _project(settings, kind, *files):
    """The words with which every call of Compose begins."""
    named = [word for file in files if (settings.roots.env / file).exists() for word in ("-f", settings.roots.env / file)]
    return ["compose", *named, "--project-name", settings.value(f"{kind}_PROJECT_NAME")]
