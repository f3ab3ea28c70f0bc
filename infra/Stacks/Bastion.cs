using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>
/// A bastion in a public subnet, by which people reach the servers in the private ones: through Session Manager always, and by SSH from the
/// addresses that were listed.
/// </summary>
/// <remarks>
/// Which machine image it starts from is not looked up here, because no offline plan could look: the launch template names a public
/// parameter of AWS, and EC2 reads that when the instance starts. A newer image does not replace a bastion that runs; it installs updates
/// itself, and whoever wants a new one has Terraform replace <c>aws_instance.main</c>.
/// </remarks>
public static class Bastion
{
    /// <summary>The stack's name.</summary>
    public const string Stack = "bastion";

    private const string Images = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-";

    // As in the system that this one replaces.
    private const int Seconds = 600;

    /// <summary>Describes the stack.</summary>
    /// <param name="settings">What the bastion looks like.</param>
    /// <param name="network">The network it lives in.</param>
    /// <param name="dns">The zone with its name.</param>
    /// <returns>The stack.</returns>
    public static StackDefinition<BastionOutputs> Define(
        BastionSettings settings, Upstream<NetworkOutputs> network, Upstream<DnsOutputs> dns)
    {
        var stack = new StackBuilder(Stack, settings.Scope);
        var vpc = stack.Take("vpc_id", "The VPC.", network, outputs => outputs.VpcId);
        var subnet = stack.Take("public_subnet_id", "Where the bastion lives.", network, outputs => outputs.PublicSubnetIds[0]);
        var zone = FriendlyName.Zone(stack, dns);

        var group = BastionAccess.Group(stack, settings, vpc);
        var profile = BastionAccess.SessionManager(stack, settings);
        var template = stack.Add(Template(settings));
        var host = stack.Add(new AwsInstance("main")
        {
            InstanceType = settings.Choices.InstanceType.Text,
            SubnetId = subnet,
            VpcSecurityGroupIds = [group.Id],
            IamInstanceProfile = profile.Name,
            KeyName = settings.Choices.KeyName is { } key ? (Value<string>)key : null,
            LaunchTemplate = new() { Id = template.Id, Version = Value.Format($"{template.LatestVersion}") },

            // There are no user data; the provider takes the hash of none for some, and would change it at every apply.
            Lifecycle = new() { IgnoreChanges = ["ami", "user_data"] },
        });
        var address = stack.Add(new AwsEip("main") { Domain = "vpc", Instance = host.Id });
        stack.Add(new AwsRoute53Record("main")
        {
            ZoneId = zone,
            Name = settings.Host,
            Type = "A",
            Ttl = Seconds,
            Records = [address.PublicIp],
        });

        var id = stack.Give("instance_id", host.Id);
        var ip = stack.Give("public_ip", address.PublicIp);
        var groupId = stack.Give("security_group_id", group.Id);
        return stack.Build(read => new BastionOutputs(read.Read(id), read.Read(ip), read.Read(groupId), settings.Host));
    }

    /// <summary>What other stacks are shown while the bastion does not exist.</summary>
    /// <param name="settings">What the bastion will look like.</param>
    /// <returns>Values of the right shape that name nothing.</returns>
    public static Upstream<BastionOutputs> Placeholders(BastionSettings settings) =>
        new(new("i-00000000000000000", "192.0.2.1", "sg-00000000000000000", settings.Host), "ProvisionBastion");

    private static AwsLaunchTemplate Template(BastionSettings settings) => new("main")
    {
        Name = $"{settings.Scope.Namespace}-bastion",
        ImageId = Images + (InstanceTypes.IsArm(settings.Choices.InstanceType.Text) ? "arm64" : "x86_64"),
        UpdateDefaultVersion = true,
        MetadataOptions = new() { HttpEndpoint = "enabled", HttpTokens = "required", HttpPutResponseHopLimit = 1 },
        BlockDeviceMappings =
        [
            new()
            {
                DeviceName = "/dev/xvda",
                Ebs = new() { VolumeType = "gp3", VolumeSize = settings.DiskGib, Encrypted = "true", DeleteOnTermination = "true" },
            },
        ],
    };
}
