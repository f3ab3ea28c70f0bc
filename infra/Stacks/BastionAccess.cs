using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>Who reaches the bastion, and what it reaches.</summary>
internal static class BastionAccess
{
    /// <summary>A security group with SSH from the listed addresses, and from nowhere when none is.</summary>
    public static AwsSecurityGroup Group(StackBuilder stack, BastionSettings settings, Value<string> vpc)
    {
        var group = stack.Add(new AwsSecurityGroup("main")
        {
            Name = $"{settings.Scope.Namespace}-bastion",
            Description = "SSH to the bastion, and everything from it",
            VpcId = vpc,
        });
        stack.AddEach(
            settings.Choices.AllowedCidrs,
            cidr => new AwsVpcSecurityGroupIngressRule($"ssh_from_{LogicalNames.From(cidr.Text)}")
            {
                SecurityGroupId = group.Id,
                Description = $"SSH from {cidr}",
                CidrIpv4 = cidr.Text,
                IpProtocol = "tcp",
                FromPort = 22,
                ToPort = 22,
            });
        stack.Add(new AwsVpcSecurityGroupEgressRule("everywhere")
        {
            SecurityGroupId = group.Id,
            Description = "Databases, updates and Session Manager",
            CidrIpv4 = "0.0.0.0/0",
            IpProtocol = "-1",
        });
        return group;
    }

    /// <summary>A role with which Session Manager, and nothing else of AWS, knows the instance.</summary>
    public static AwsIamInstanceProfile SessionManager(StackBuilder stack, BastionSettings settings)
    {
        var role = stack.Add(new AwsIamRole("main")
        {
            Name = $"{settings.Scope.Namespace}-bastion",
            AssumeRolePolicy = AccessPolicy.TrustOf("ec2.amazonaws.com", "sts:AssumeRole"),
        });
        stack.Add(new AwsIamRolePolicyAttachment("session_manager")
        {
            Role = role.Name,
            PolicyArn = $"arn:{settings.Scope.Partition}:iam::aws:policy/AmazonSSMManagedInstanceCore",
        });
        return stack.Add(new AwsIamInstanceProfile("main") { Name = $"{settings.Scope.Namespace}-bastion", Role = role.Name });
    }
}
