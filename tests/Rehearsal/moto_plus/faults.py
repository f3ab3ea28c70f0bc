"""Makes the next calls of an operation fail as AWS would, told by POST /rehearsal/faults; see README.md one folder up."""
import json
import socket
import threading
from xml.sax.saxutils import escape

from .operations import actions_of, body_of, protocol_of, service_of

_PATH = "/rehearsal/faults"
_REQUEST_ID = "00000000-0000-4000-8000-000000000000"

# Status and code with which a service refuses a call for a while, or credentials that have expired; by protocol where they differ.
_throttled = {
    "ec2": (503, "RequestLimitExceeded"), "s3": (503, "SlowDown"), "query": (400, "Throttling"), "rest-xml": (400, "Throttling"),
    "": (400, "ThrottlingException"),
}
_expired = {
    "ec2": (400, "RequestExpired"), "s3": (400, "ExpiredToken"), "query": (403, "ExpiredToken"), "rest-xml": (403, "ExpiredToken"),
    "": (403, "ExpiredTokenException"),
}
_kinds = ("throttle", "expired", "hang", "lost")


class Faults:
    """Stands before moto."""

    def __init__(self, application):
        self._application, self._lock = application, threading.Lock()
        self._waiting, self._released = [], threading.Event()

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] == _PATH:
            return self._control(environ, start_response)
        fault = self._take(environ) if self._waiting else None
        return self._application(environ, start_response) if fault is None else self._fail(fault, environ, start_response)

    def _control(self, environ, start_response):
        method = environ["REQUEST_METHOD"]
        if method == "POST":
            try:
                fault = _read(body_of(environ))
            except (ValueError, TypeError, AttributeError) as error:
                return _answer(start_response, 400, "application/json", json.dumps({"message": str(error)}))
            with self._lock:
                self._waiting.append(fault)
        elif method == "DELETE":
            with self._lock:
                self._waiting.clear()
                self._released.set()
                self._released = threading.Event()
        return _answer(start_response, 200, "application/json", json.dumps({"faults": self._waiting}))

    def _take(self, environ):
        """The first fault that fits the call; each is used as often as was asked for."""
        service = service_of(environ)
        with self._lock:
            candidates = [fault for fault in self._waiting if fault["service"] in ("*", service)]
            actions = ["*", *actions_of(environ, service)] if service and candidates else []
            for fault in candidates:
                if fault["action"] not in actions:
                    continue
                if fault["skip"] > 0:
                    fault["skip"] -= 1
                    continue
                fault["times"] -= 1
                if fault["times"] <= 0:
                    self._waiting.remove(fault)
                return {**fault, "protocol": protocol_of(environ, service), "released": self._released}
        return None

    def _fail(self, fault, environ, start_response):
        kind, protocol = fault["status"], fault["protocol"]
        if kind == "lost":  # carried out, but nobody hears of it
            list(self._application(environ, lambda *_: None))
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            return _answer(start_response, 500, "text/plain", "")
        if kind == "hang":
            fault["released"].wait()
            kind = 503
        status, code, message = _error(kind, protocol)
        return _answer(start_response, status, *_body(protocol, fault.get("code") or code, fault.get("message") or message), code=code)


def _read(body):
    fault = {"service": "*", "action": "*", "status": 500, "times": 1, "skip": 0, **json.loads(body)}
    status = fault["status"]
    if status not in _kinds and not (isinstance(status, int) and 400 <= status <= 599):
        raise ValueError(f"status is {status!r}; it may be a number from 400 to 599 or one of {', '.join(_kinds)}")
    if not all(isinstance(fault[name], int) and fault[name] >= 0 for name in ("times", "skip")):
        raise ValueError("times and skip are counts")
    return fault


def _error(kind, protocol):
    if kind == "throttle":
        return *_throttled.get(protocol, _throttled[""]), "Rate exceeded"
    if kind == "expired":
        return *_expired.get(protocol, _expired[""]), "The security token included in the request is expired"
    if kind >= 500:
        return kind, "ServiceUnavailable" if kind == 503 else "InternalFailure", "A fault of the rehearsal."
    return kind, "AccessDenied" if kind == 403 else "InvalidRequest", "A fault of the rehearsal."


def _body(protocol, code, message):
    """The media type and the text of an error, as each protocol writes it."""
    if protocol in ("json", "rest-json"):
        return "application/x-amz-json-1.1" if protocol == "json" else "application/json", json.dumps({"__type": code, "message": message})
    error = f"<Code>{escape(code)}</Code><Message>{escape(message)}</Message>"
    if protocol == "ec2":
        return "text/xml", f"<Response><Errors><Error>{error}</Error></Errors><RequestID>{_REQUEST_ID}</RequestID></Response>"
    if protocol == "s3":
        return "application/xml", f"<Error>{error}<RequestId>{_REQUEST_ID}</RequestId></Error>"
    return "text/xml", (
        f"<ErrorResponse><Error><Type>Sender</Type>{error}</Error><RequestId>{_REQUEST_ID}</RequestId></ErrorResponse>")


def _answer(start_response, status, media_type, text, code=None):
    body = text.encode()
    headers = [("Content-Type", media_type), ("Content-Length", str(len(body)))]
    start_response(f"{status} {'OK' if status < 400 else 'Fault'}", headers + ([("x-amzn-ErrorType", code)] if code else []))
    return [body]
