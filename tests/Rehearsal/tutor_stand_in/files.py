"""Writing rendered files, and the patches of plugins that go into them."""
import sys

from rendering import UndefinedName, render
from words import TutorError


def patch(settings, name):
    """What the plugins say in that place, rendered, in their order; empty for none."""
    parts = []
    for plugin in settings.enabled:
        if name in plugin.patches:
            try:
                parts.append(render(plugin.patches[name], settings.everything()).rstrip("\n") + "\n")
            except UndefinedName as error:
                print(f"Error rendering patch '{name}': {plugin.patches[name]}", file=sys.stderr)
                raise TutorError(f"Missing configuration value: {error}") from error
    return "".join(parts)


def template(settings, name, text):
    """The text of a file, rendered."""
    try:
        return render(text, settings.everything()).rstrip("\n") + "\n"
    except UndefinedName as error:
        print(f"Error rendering template {name}", file=sys.stderr)
        raise TutorError(f"Missing configuration value: {error}") from error


def put(file, text):
    """Writes a file and makes its folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
