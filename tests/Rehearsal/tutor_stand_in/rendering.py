"""{{ KEY }} and nothing else of Jinja: what else there is, is refused."""
import re

from words import TutorError

_EXPRESSION = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")
_OPENING = re.compile(r"\{[{%#]")


class UndefinedName(Exception):
    """A template names what no configuration has."""


def render(value, values, depth=0):
    """Strings within lists and dictionaries, too; values may be templates themselves."""
    if isinstance(value, list):
        return [render(item, values, depth) for item in value]
    if isinstance(value, dict):
        return {key: render(item, values, depth) for key, item in value.items()}
    if not isinstance(value, str) or not _OPENING.search(value):
        return value
    if depth > 10:
        raise TutorError(f"Template syntax error: '{value}' leads back to itself")

    def replace(match):
        if match.group(1) not in values:
            raise UndefinedName(f"'{match.group(1)}' is undefined")
        return str(render(values[match.group(1)], values, depth + 1))

    if _OPENING.search(_EXPRESSION.sub("", value)):
        raise TutorError(f"Template syntax error: the stand-in for Tutor renders {{{{ KEY }}}} only: {value}")
    return _EXPRESSION.sub(replace, value)
