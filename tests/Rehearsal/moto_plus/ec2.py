"""EC2: a launch template's own tags, which moto takes for tags that its instances are to have."""
from moto.ec2.models.launch_templates import LaunchTemplateBackend

_create = LaunchTemplateBackend.create_launch_template


def create_launch_template(self, name, description, template_data, tag_spec):
    for_others = [given for given in template_data.pop("TagSpecifications", []) if given.get("ResourceType") != "launch-template"]
    return _create(self, name, description, template_data | ({"TagSpecifications": for_others} if for_others else {}), tag_spec)


LaunchTemplateBackend.create_launch_template = create_launch_template
