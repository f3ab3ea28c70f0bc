"""IAM: an empty ListServiceSpecificCredentials, which Terraform asks for when a user with force_destroy goes."""
from moto.core.responses import ActionResult
from moto.iam.responses import IamResponse

IamResponse.list_service_specific_credentials = lambda self: ActionResult({"ServiceSpecificCredentials": []})
