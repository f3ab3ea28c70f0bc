"""SES: the account itself, which moto does not describe."""
import json
import os

from moto.sesv2.responses import SESV2Response
from moto.sesv2.urls import url_paths


def get_account(self):
    """A new account may write to verified addresses only; REHEARSAL_SES_SANDBOX=false plays one that may write to anybody."""
    sandboxed = os.environ.get("REHEARSAL_SES_SANDBOX", "true") != "false"
    quota = {"Max24HourSend": 200.0 if sandboxed else 50000.0, "MaxSendRate": 1.0 if sandboxed else 14.0, "SentLast24Hours": 0.0}
    return json.dumps({
        "DedicatedIpAutoWarmupEnabled": False, "EnforcementStatus": "HEALTHY", "ProductionAccessEnabled": not sandboxed,
        "SendingEnabled": True, "SendQuota": quota,
    })


SESV2Response.get_account = get_account
url_paths["{0}/v2/email/account$"] = SESV2Response.dispatch
