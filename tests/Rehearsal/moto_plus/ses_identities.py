"""SES v2: tokens of DKIM, the domain that bounces come back to, and options as they were given."""
import hashlib
import json

from moto.ses.models import ConfigurationSet
from moto.sesv2.models import EmailIdentity
from moto.sesv2.responses import SESV2Response
from moto.sesv2.urls import url_paths

_configuration_set = ConfigurationSet.to_dict_v2
_identity_init = EmailIdentity.__init__
_identity = EmailIdentity.get_response_object.fget


def _describe_configuration_set(self):
    """moto puts the sending options into themselves."""
    answer = {**_configuration_set(self), "SendingOptions": self.enabled}
    return {key: value for key, value in answer.items() if value or key == "Tags"}


def _make_identity(self, email_identity, *rest, **named):
    """Real tokens are 32 letters and digits; three of them make the names of the CNAME records."""
    _identity_init(self, email_identity, *rest, **named)
    self.dkim_attributes.pop("LastKeyGenerationTimestamp", None)  # a number in the real service, a text in moto's
    self.dkim_attributes["Tokens"] = [
        hashlib.sha256(f"{email_identity}/{number}".encode()).hexdigest()[:32] for number in range(3)
    ]
    self.dkim_attributes["CurrentSigningKeyLength"] = self.dkim_attributes["NextSigningKeyLength"]
    self.mail_from = None


def _describe_identity(self):
    answer = {**_identity(self), "Tags": self.tags or []}
    if self.mail_from:
        answer["MailFromAttributes"] = {**self.mail_from, "MailFromDomainStatus": "SUCCESS"}
    return answer


def put_email_identity_mail_from_attributes(self):
    identity = self.sesv2_backend.get_email_identity(email_identity=self._get_param("EmailIdentity"))
    domain = self._get_param("MailFromDomain")
    identity.mail_from = domain and {
        "MailFromDomain": domain, "BehaviorOnMxFailure": self._get_param("BehaviorOnMxFailure") or "USE_DEFAULT_VALUE",
    }
    return json.dumps({})


EmailIdentity.__init__ = _make_identity
ConfigurationSet.to_dict_v2 = _describe_configuration_set
EmailIdentity.get_response_object = property(_describe_identity)
SESV2Response.put_email_identity_mail_from_attributes = put_email_identity_mail_from_attributes
url_paths["{0}/v2/email/identities/(?P<EmailIdentity>[^/]+)/mail-from$"] = SESV2Response.dispatch
