"""The commands and their options, in the few forms that are used."""
import os

import config_commands
import image_commands
import local_commands
import plugin_commands
from settings import Roots
from words import VERSION, TutorError, UsageError, fail, warn

COMMANDS = {
    "config": {
        "save": config_commands.save,
        "printvalue": config_commands.printvalue,
        "printroot": config_commands.printroot,
    },
    "plugins": {
        "list": plugin_commands.list_,
        "printroot": plugin_commands.printroot,
        "enable": plugin_commands.enable,
        "disable": plugin_commands.disable,
    },
    "mounts": {"add": config_commands.mount},
    "images": {"build": image_commands.build, "push": image_commands.push, "printtag": image_commands.printtag},
    "local": {"do": {"init": local_commands.init}},
}
ROOT_OPTIONS = {"-r": "--root", "--root": True, "--plugins-root": True, "--version": False}


def parse(arguments, options, stop_at_words=False):
    """Options by their long name, each with a list of values, and the other words; an alias leads to the long name, True takes a value."""
    found, words, rest = {}, [], list(arguments)
    while rest:
        word = rest.pop(0)
        if not word.startswith("-") or word == "-":
            words.append(word)
            if stop_at_words:
                return found, words + rest
            continue
        name, equals, value = word.partition("=") if word.startswith("--") else (word[:2], "=" if word[2:] else "", word[2:])
        long = options.get(name) if isinstance(options.get(name), str) else name
        if long not in options:
            raise UsageError(f"No such option: {name}")
        if options[long] and not equals:
            if not rest:
                raise UsageError(f"Option '{name}' requires an argument.")
            value = rest.pop(0)
        found.setdefault(long, []).append(value)
    return found, words


def run(arguments):
    found, words = parse(arguments, ROOT_OPTIONS, stop_at_words=True)
    if "--version" in found:
        print(f"tutor, version {VERSION}")
        return
    command, depth = COMMANDS, 0
    while isinstance(command, dict):
        if depth >= len(words):
            raise UsageError("Missing command.")
        if words[depth] not in command:
            raise UsageError(f"No such command '{words[depth]}'.")
        command, depth = command[words[depth]], depth + 1
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        warn("You are running Tutor as root. This is strongly not recommended.")
    roots = Roots(found.get("--root", [None])[-1], found.get("--plugins-root", [None])[-1])
    options, names = parse(words[depth:], command.options)
    command(roots, options, names)


def main(arguments):
    try:
        run(arguments)
        return 0
    except UsageError as error:
        fail(f"{error}")
        return 2
    except TutorError as error:
        fail(f"{error}")
        return 1
