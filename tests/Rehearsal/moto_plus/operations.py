"""Which operation of which service a request calls, and in which protocol it is answered."""
import functools
import io
import re
from urllib.parse import parse_qs

import botocore.loaders
from moto.moto_server.werkzeug_app import SIGNING_ALIASES

# Services whose signing name is not the name of their description.
_names = {"email": "sesv2", "tagging": "resourcegroupstaggingapi", "monitoring": "cloudwatch"}


@functools.cache
def _description(service):
    return botocore.loaders.Loader().load_service_model(service, "service-2")


@functools.cache
def _routes(service):
    """Operations of a REST service: method, pattern of the path, what the query must hold, name."""
    routes = []
    for name, operation in _description(service)["operations"].items():
        path, _, query = operation["http"]["requestUri"].partition("?")
        pattern = re.sub(r"\\\{\w+(\\\+)?\\\}", lambda part: ".+" if part.group(1) else "[^/]+", re.escape(path.rstrip("/") or "/"))
        needed = {part for part in query.split("&") if part and not part.startswith("x-id=")}
        routes.append((operation["http"]["method"], re.compile(f"{pattern}/?$"), needed, name))
    return routes


def body_of(environ):
    """The request's body, which can be read again afterwards."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    return body


def service_of(environ):
    """The service by the scope that the request is signed for, such as "rds"; empty if it is not signed."""
    scope = re.search(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
    name = scope.group(1).lower() if scope else ""
    name = "sesv2" if name == "ses" and environ["PATH_INFO"].startswith("/v2/") else name
    return _names.get(name, SIGNING_ALIASES.get(name, name))


def actions_of(environ, service):
    """The operation, such as "CreateDBInstance"; several where only a header tells them apart, as PutObject and CopyObject."""
    if target := environ.get("HTTP_X_AMZ_TARGET"):
        return [target.rpartition(".")[2]]
    if _is_form(environ):
        return parse_qs(body_of(environ).decode()).get("Action", [])
    parts = environ.get("QUERY_STRING", "").split("&")
    given, method, path = {*parts, *(part.partition("=")[0] for part in parts)}, environ["REQUEST_METHOD"], environ["PATH_INFO"]
    fitting = [(len(needed), name) for verb, pattern, needed, name in _routes(service)
               if verb == method and needed <= given and pattern.match(path)]
    return [name for length, name in fitting if length == max(fitting)[0]]


def protocol_of(environ, service):
    """One of query, ec2, s3, rest-xml, rest-json, json: by what was asked, because some services speak several."""
    if service in ("ec2", "s3"):
        return service
    if environ.get("HTTP_X_AMZ_TARGET"):
        return "json"
    return "query" if _is_form(environ) else _description(service)["metadata"]["protocol"]


def _is_form(environ):
    return environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded")
