"""Docker, called as Tutor calls it."""
import shlex
import shutil
import subprocess

from words import TutorError, info


def must_exist():
    """Fails with Tutor's own words where there is none."""
    if shutil.which("docker") is None:
        raise TutorError("docker is not installed. Please follow instructions from https://docs.docker.com/install/")


def run(*arguments):
    """Runs it, with its output as ours."""
    command = ["docker", *map(str, arguments)]
    info(shlex.join(command))
    code = subprocess.call(command)
    # As in Tutor, a child that a signal ended has a negative code and counts as a success.
    if code > 0:
        raise TutorError(f"Command failed with status {code}: {shlex.join(command)}")


def output(*arguments):
    """Runs it and hands back what it printed."""
    command = ["docker", *map(str, arguments)]
    info(shlex.join(command))
    try:
        return subprocess.check_output(command)
    except (OSError, subprocess.CalledProcessError) as error:
        raise TutorError(f"Command failed: {shlex.join(command)}") from error
