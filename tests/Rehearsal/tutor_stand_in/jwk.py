"""The numbers of an RSA key in PEM, as the platform has them in its settings."""
import base64

NAMES = ("n", "e", "d", "p", "q", "dp", "dq", "qi")


def of_pem(pem):
    """A JSON Web Key with the private numbers; None for text that is no RSA key."""
    lines = [line.strip() for line in pem.splitlines() if line.strip() and not line.startswith("-----")]
    if not lines or "PRIVATE KEY" not in pem:
        return None
    items = _items(_items(base64.b64decode("".join(lines)))[0][1])
    if items[1][0] == 0x30:
        # PKCS 8 wraps the key: version, algorithm, and the key itself in an octet string.
        items = _items(_items(items[2][1])[0][1])
    return {"kty": "RSA", "kid": "openedx", "use": "sig", **{name: _text(value) for name, (_, value) in zip(NAMES, items[1:])}}


def public(key):
    """What everybody may know of it."""
    return {name: value for name, value in key.items() if name in ("kty", "kid", "use", "n", "e")}


def _items(data):
    """Tag and content of each element of DER one behind the other."""
    found = []
    while data:
        tag, length, start = data[0], data[1], 2
        if length & 0x80:
            start = 2 + (length & 0x7F)
            length = int.from_bytes(data[2:start], "big")
        found.append((tag, data[start:start + length]))
        data = data[start + length:]
    return found


def _text(number):
    return base64.urlsafe_b64encode(number.lstrip(b"\0")).rstrip(b"=").decode()
