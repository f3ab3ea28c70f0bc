"""Jinja, in which a name that nothing defines is an error; values may be templates themselves."""
import jinja2

from words import TutorError

_JINJA = jinja2.Environment(undefined=jinja2.StrictUndefined)


class UndefinedName(Exception):
    """A template names what no configuration has."""


class _Values(dict):
    """Renders a value when a template asks for it."""

    def __init__(self, values, depth):
        super().__init__(values)
        self.depth = depth

    def rendered(self):
        return {key: _Lazy(value, self) for key, value in self.items()}


class _Lazy:
    def __init__(self, value, values):
        self.value, self.values = value, values


class _Context(jinja2.runtime.Context):
    def resolve_or_missing(self, key):
        found = super().resolve_or_missing(key)
        return render(found.value, dict(found.values), found.values.depth + 1) if isinstance(found, _Lazy) else found


_JINJA.context_class = _Context


def render(value, values, depth=0):
    """Strings within lists and dictionaries, too."""
    if isinstance(value, list):
        return [render(item, values, depth) for item in value]
    if isinstance(value, dict):
        return {key: render(item, values, depth) for key, item in value.items()}
    if not isinstance(value, str) or "{" not in value:
        return value
    if depth > 10:
        raise TutorError(f"Template syntax error: '{value}' leads back to itself")
    try:
        return _JINJA.from_string(value).render(_Values(values, depth).rendered())
    except jinja2.TemplateSyntaxError as error:
        raise TutorError(f"Template syntax error: {error}") from error
    except jinja2.UndefinedError as error:
        raise UndefinedName(str(error)) from error
