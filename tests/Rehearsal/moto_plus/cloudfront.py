"""CloudFront: distributions and response headers policies as they were given. moto forgets much of the first and lacks the second."""
import random
import re
import string
from urllib.parse import parse_qs, urlsplit

from moto.cloudfront.urls import url_paths
from moto.core import DEFAULT_ACCOUNT_ID

_MADE = "2026-01-01T00:00:00Z"
_XMLNS = 'xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"'
_tags = {}


def _new_id():
    return "E" + "".join(random.choices(string.ascii_uppercase + string.digits, k=13))


def _inner(body, element):
    """The content of an element, whatever namespace the caller declared on it."""
    found = re.search(rf"<{element}(?:\s[^>]*)?>(.*)</{element}>", body, re.DOTALL)
    return found.group(1) if found else ""


def _body_of(request):
    return request.data.decode() if isinstance(request.data, bytes) else request.data


class Kept:
    """Documents of one kind, each wrapped into what AWS says besides."""

    def __init__(self, kind, wrap, missing):
        self._kind, self._wrap, self._missing, self._kept = kind, wrap, missing, {}
        self.__name__ = f"Kept{kind}"  # moto names its endpoints after it

    def dispatch(self, request, full_url, headers):
        parts = urlsplit(full_url).path.split("/")[3:]  # such as ID, config
        if not parts:
            return self._create(request) if request.method == "POST" else self._list()
        if parts[0] not in self._kept:
            return self._fail(404, self._missing)
        if request.method == "PUT":
            self._keep(parts[0], request)
        elif request.method == "DELETE":
            if "<Enabled>true</Enabled><HttpVersion>" in self._kept[parts[0]][0]:  # the distribution's own, as the SDK orders them
                return self._fail(409, "DistributionNotDisabled")
            del self._kept[parts[0]]
            return 204, {}, ""
        return self._answer(200, parts[0], only_config=parts[1:] == ["config"])

    def _create(self, request):
        key = _new_id()
        self._keep(key, request)
        for name, value in re.findall(r"<Tag><Key>(.*?)</Key><Value>(.*?)</Value></Tag>", _inner(_body_of(request), "Tags")):
            _tags.setdefault(_arn(key), {})[name] = value
        return self._answer(201, key)

    def _keep(self, key, request):
        config = _inner(_body_of(request), f"{self._kind}Config")
        if self._kind == "Distribution" and "<OriginGroups>" not in config:  # AWS says that there are none
            config += "<OriginGroups><Quantity>0</Quantity></OriginGroups>"
        self._kept[key] = (config, _new_id())

    def _list(self):
        items = "".join(f"<{self._kind}Summary><Id>{key}</Id></{self._kind}Summary>" for key in self._kept)
        return 200, {}, (f"<{self._kind}List {_XMLNS}><Marker></Marker><MaxItems>100</MaxItems><IsTruncated>false</IsTruncated>"
                         f"<Quantity>{len(self._kept)}</Quantity><Items>{items}</Items></{self._kind}List>")

    def _answer(self, status, key, only_config=False):
        config, etag = self._kept[key]
        inner = config if only_config else self._wrap(key) + f"<{self._kind}Config>{config}</{self._kind}Config>"
        element = f"{self._kind}Config" if only_config else self._kind
        return status, {"ETag": etag, "Location": f"/{key}"}, f"<{element} {_XMLNS}>{inner}</{element}>"

    def _fail(self, status, code):
        return status, {}, f"<ErrorResponse {_XMLNS}><Error><Type>Sender</Type><Code>{code}</Code></Error></ErrorResponse>"


def _arn(key):
    return f"arn:aws:cloudfront::{DEFAULT_ACCOUNT_ID}:distribution/{key}"


def _distribution(key):
    nobody = "<Enabled>false</Enabled><Quantity>0</Quantity>"
    return (f"<Id>{key}</Id><ARN>{_arn(key)}</ARN><Status>Deployed</Status><LastModifiedTime>{_MADE}</LastModifiedTime>"
            f"<InProgressInvalidationBatches>0</InProgressInvalidationBatches><DomainName>{key.lower()}.cloudfront.net</DomainName>"
            f"<ActiveTrustedSigners>{nobody}</ActiveTrustedSigners><ActiveTrustedKeyGroups>{nobody}</ActiveTrustedKeyGroups>")


def _tagging(request, full_url, headers):
    query = parse_qs(urlsplit(full_url).query)
    tags = _tags.setdefault(query["Resource"][0], {})
    if request.method == "POST" and query.get("Operation") == ["Untag"]:
        for name in re.findall(r"<Key>(.*?)</Key>", _body_of(request)):
            tags.pop(name, None)
    elif request.method == "POST":
        tags.update(re.findall(r"<Tag><Key>(.*?)</Key><Value>(.*?)</Value></Tag>", _body_of(request)))
    items = "".join(f"<Tag><Key>{name}</Key><Value>{value}</Value></Tag>" for name, value in tags.items())
    return 200, {}, f"<Tags {_XMLNS}><Items>{items}</Items></Tags>"


_distributions = Kept("Distribution", _distribution, "NoSuchDistribution")
_policies = Kept(
    "ResponseHeadersPolicy", lambda key: f"<Id>{key}</Id><LastModifiedTime>{_MADE}</LastModifiedTime>", "NoSuchResponseHeadersPolicy")

for kind, kept in (("distribution", _distributions), ("response-headers-policy", _policies)):
    for path in ("", "/(?P<key>[^/]+)", "/(?P<key>[^/]+)/config"):
        url_paths[f"{{0}}/2020-05-31/{kind}{path}$"] = kept.dispatch
for path in [path for path in url_paths if "/distribution/(?P<distribution_id>" in path and not path.endswith("invalidation")]:
    if "invalidation" not in path:
        del url_paths[path]
url_paths["{0}/2020-05-31/tagging$"] = _tagging
