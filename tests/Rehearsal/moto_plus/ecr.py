"""ECR: a token that is still valid, where moto's is of 2015, and with which the registry of the rehearsal can be used."""
import base64
import os
import pathlib
import time

from moto.core.responses import ActionResult
from moto.ecr.responses import ECRResponse

_VALID_SECONDS = 12 * 3600


def _password(registry_id):
    file = os.environ.get("REHEARSAL_REGISTRY_PASSWORD_FILE")
    return pathlib.Path(file).read_text() if file else f"{registry_id}-auth-token"


def _endpoint(self, registry_id):
    own = os.environ.get("REHEARSAL_REGISTRY")
    return f"http://{own}" if own else f"https://{registry_id}.dkr.ecr.{self.region}.amazonaws.com"


def _get_authorization_token(self):
    return ActionResult({
        "authorizationData": [
            {
                "authorizationToken": base64.b64encode(f"AWS:{_password(registry_id)}".encode()).decode(),
                "expiresAt": int(time.time()) + _VALID_SECONDS,
                "proxyEndpoint": _endpoint(self, registry_id),
            }
            for registry_id in self._get_param("registryIds") or [self.current_account]
        ]
    })


ECRResponse.get_authorization_token = _get_authorization_token
