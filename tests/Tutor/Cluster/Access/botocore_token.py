# Signs an EKS token with botocore, in the way in which `aws eks get-token` does.
# Arguments: access key, secret key, session token or "-", region, cluster, time as 20260313T100342Z.
import base64
import datetime
import sys

import botocore
import botocore.auth
import botocore.awsrequest
import botocore.credentials

key, secret, session, region, cluster, signed_at = sys.argv[1:7]
moment = datetime.datetime.strptime(signed_at, "%Y%m%dT%H%M%SZ")


class Fixed(datetime.datetime):
    @classmethod
    def utcnow(cls):
        return moment

    @classmethod
    def now(cls, tz=None):
        return moment.replace(tzinfo=tz)


class FixedModule:
    datetime = Fixed


# botocore asks the clock in one of two ways, by version.
botocore.auth.datetime = FixedModule if not isinstance(botocore.auth.datetime, type) else Fixed
if hasattr(botocore.auth, "get_current_datetime"):
    botocore.auth.get_current_datetime = lambda remove_tzinfo=True: moment

request = botocore.awsrequest.AWSRequest(
    method="GET",
    url=f"https://sts.{region}.amazonaws.com/",
    params={"Action": "GetCallerIdentity", "Version": "2011-06-15"},
    headers={"x-k8s-aws-id": cluster},
)
credentials = botocore.credentials.Credentials(key, secret, None if session == "-" else session)
botocore.auth.SigV4QueryAuth(credentials, "sts", region, expires=60).add_auth(request)
url = request.prepare().url
print("k8s-aws-v1." + base64.urlsafe_b64encode(url.encode()).decode().rstrip("="))
