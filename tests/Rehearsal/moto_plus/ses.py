"""SES: the account itself, and of identities and configuration sets what moto leaves out or spells differently."""
import json
import os
import random
import string

from moto.ses.exceptions import NotFoundException
from moto.ses.models import ConfigurationSet, EmailIdentity
from moto.sesv2.models import SESV2Backend
from moto.sesv2.responses import SESV2Response
from moto.sesv2.urls import url_paths

_make_identity, _describe_identity = EmailIdentity.__init__, EmailIdentity.get_response_object.fget
_find_set = SESV2Backend.get_configuration_set

# The last part of the path, as in PUT /v2/email/identities/NAME/dkim: what is changed, and which fields of the answer are.
_IDENTITY = {
    "mail-from": lambda identity, given: identity.mail_from.update(given, MailFromDomainStatus="SUCCESS"),
    "dkim": lambda identity, given: identity.dkim_attributes.update(given),
    "configuration-set": lambda identity, given: setattr(identity, "configuration_set_name", given.get("ConfigurationSetName")),
    "feedback": lambda identity, given: setattr(identity, "feedback_forwarding_status", given["EmailForwardingEnabled"]),
}
_SET = {
    "delivery-options": "delivery_options", "reputation-options": "reputation_options", "sending": "enabled",
    "suppression-options": "suppression_options", "tracking-options": "tracking_options", "vdm-options": "vdm_options",
}


def get_account(self):
    """A new account may write to verified addresses only; REHEARSAL_SES_SANDBOX=false plays one that may write to anybody."""
    sandboxed = os.environ.get("REHEARSAL_SES_SANDBOX", "true") != "false"
    quota = {"Max24HourSend": 200.0 if sandboxed else 50000.0, "MaxSendRate": 1.0 if sandboxed else 14.0, "SentLast24Hours": 0.0}
    return json.dumps({
        "DedicatedIpAutoWarmupEnabled": False, "EnforcementStatus": "HEALTHY", "ProductionAccessEnabled": not sandboxed,
        "SendingEnabled": True, "SendQuota": quota,
    })


def _identity(self, *args, **kwargs):
    _make_identity(self, *args, **kwargs)
    self.tags = self.tags or []
    self.mail_from, self.verified_for_sending_status, self.feedback_forwarding_status = {}, True, True
    length = self.dkim_attributes["NextSigningKeyLength"]
    tokens = ["".join(random.choices(string.ascii_lowercase + string.digits, k=32)) for _ in range(3)]
    self.dkim_attributes.update(SigningEnabled=True, Status="SUCCESS", CurrentSigningKeyLength=length, Tokens=tokens)
    self.dkim_attributes.pop("LastKeyGenerationTimestamp", None)  # moto writes a text where a number belongs


def _identity_answer(self):
    mail_from = {"MailFromAttributes": self.mail_from} if self.mail_from.get("MailFromDomain") else {}
    return {**_describe_identity(self), **mail_from}


def _set_answer(self):
    answer = {
        "ConfigurationSetName": self.configuration_set_name, "Tags": self.tags, "TrackingOptions": self.tracking_options,
        "DeliveryOptions": self.delivery_options, "ReputationOptions": self.reputation_options, "VdmOptions": self.vdm_options,
        "SendingOptions": self.enabled or {"SendingEnabled": True}, "SuppressionOptions": self.suppression_options,
    }
    return {key: value for key, value in answer.items() if value}


def _get_set(self, configuration_set_name):
    if configuration_set_name not in self.core_backend.config_sets:
        raise NotFoundException(f"Configuration set <{configuration_set_name}> does not exist.")
    return _find_set(self, configuration_set_name)


def _put_identity(self):
    *_, name, part = self.parsed_url.path.rstrip("/").split("/")
    _IDENTITY[part](self.sesv2_backend.get_email_identity(name), json.loads(self.body))
    return json.dumps({})


def _put_set(self):
    *_, name, part = self.parsed_url.path.rstrip("/").split("/")
    setattr(self.sesv2_backend.get_configuration_set(name), _SET[part], json.loads(self.body))
    return json.dumps({})


def _by_moto(operation):
    """Identities are called identity/NAME by AWS and email-identity/NAME by moto."""
    return lambda self, resource_arn, *rest, **named: operation(
        self, resource_arn=resource_arn.replace(":identity/", ":email-identity/"), *rest, **named)


EmailIdentity.__init__, EmailIdentity.get_response_object = _identity, property(_identity_answer)
ConfigurationSet.to_dict_v2 = _set_answer
SESV2Backend.get_configuration_set = _get_set
for _name in ("list_tags_for_resource", "tag_resource", "untag_resource"):
    setattr(SESV2Backend, _name, _by_moto(getattr(SESV2Backend, _name)))
SESV2Response.get_account = get_account
for _name in ("mail_from", "dkim", "configuration_set", "feedback"):
    setattr(SESV2Response, f"put_email_identity_{_name}_attributes", _put_identity)
for _name in ("delivery", "reputation", "sending", "suppression", "tracking", "vdm"):
    setattr(SESV2Response, f"put_configuration_set_{_name}_options", _put_set)
url_paths["{0}/v2/email/account$"] = SESV2Response.dispatch
for _part in _IDENTITY:
    url_paths["{0}/v2/email/identities/(?P<EmailIdentity>[^/]+)/" + _part + "$"] = SESV2Response.dispatch
for _part in _SET:
    url_paths["{0}/v2/email/configuration-sets/(?P<ConfigurationSetName>[^/]+)/" + _part + "$"] = SESV2Response.dispatch
