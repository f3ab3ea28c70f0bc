"""EC2: a launch template's own tags, which moto takes for tags that its instances are to have; user data that are not there."""
from moto.ec2.models.launch_templates import LaunchTemplateBackend
from moto.ec2.responses.instances import InstanceResponse

_create, _describe = LaunchTemplateBackend.create_launch_template, InstanceResponse.describe_instance_attribute


def create_launch_template(self, name, description, template_data, tag_spec):
    for_others = [given for given in template_data.pop("TagSpecifications", []) if given.get("ResourceType") != "launch-template"]
    return _create(self, name, description, template_data | ({"TagSpecifications": for_others} if for_others else {}), tag_spec)


def describe_instance_attribute(self):
    answer = _describe(self)
    if answer.result.get("UserData") == {"Value": ""}:
        answer.result["UserData"] = {}  # AWS answers without a value; the provider would take the hash of the empty text
    return answer


LaunchTemplateBackend.create_launch_template = create_launch_template
InstanceResponse.describe_instance_attribute = describe_instance_attribute
