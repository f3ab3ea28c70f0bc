using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Environment;

/// <summary>Who the platform is and where it lives.</summary>
/// <param name="Name">The environment's name, as <c>--env</c> gives it: <c>prod</c>.</param>
/// <param name="ParentEnvironment">The one whose network, cluster and database servers this one shares; null for a main one.</param>
/// <param name="PlatformName">A short name for the platform: <c>yourschool</c>.</param>
/// <param name="PlatformDescription">The platform's name for people: <c>Your School</c>.</param>
/// <param name="PlatformRegion">A word for the place, used in names: <c>virginia</c>.</param>
/// <param name="RootDomain">The domain whose hosted zone already exists: <c>yourschool.edu</c>.</param>
/// <param name="EnvironmentSubdomain">The main environment's label below the root domain: <c>courses</c>.</param>
/// <param name="Subdomains">Labels of additional environments for which the main one makes and delegates zones; none by default.</param>
/// <param name="AwsRegion">The AWS region of everything but what CloudFront needs in us-east-1.</param>
/// <param name="AwsAccountId">The AWS account; a run in any other is refused.</param>
public sealed record PlatformIdentity(
    Label Name,
    Label? ParentEnvironment,
    Label PlatformName,
    string PlatformDescription,
    Label PlatformRegion,
    DomainName RootDomain,
    Label EnvironmentSubdomain,
    IReadOnlyList<Label> Subdomains,
    AwsRegion AwsRegion,
    AwsAccountId AwsAccountId);

/// <summary>How many NAT gateways carry the traffic of private subnets to the internet.</summary>
public enum NatGatewayMode
{
    /// <summary>One for all zones: the cheapest, and gone when its zone is.</summary>
    One,

    /// <summary>One a zone: no zone depends on another.</summary>
    OnePerZone,
}

/// <summary>The network.</summary>
/// <param name="VpcCidr">The VPC's range, a prefix of 16 to 24 bits.</param>
/// <param name="AvailabilityZones">The letters of two or three zones.</param>
/// <param name="NatGateways">How many NAT gateways there are.</param>
/// <param name="FlowLogs">Whether connections are recorded in CloudWatch.</param>
/// <param name="PrivateEndpoints">Whether S3, ECR, STS and CloudWatch Logs are reached without the NAT gateway.</param>
public sealed record NetworkChoices(
    CidrBlock VpcCidr, IReadOnlyList<string> AvailabilityZones, NatGatewayMode NatGateways, bool FlowLogs, bool PrivateEndpoints);

/// <summary>Who looks after the cluster's nodes.</summary>
public enum ClusterComputeMode
{
    /// <summary>EKS Auto Mode.</summary>
    Auto,

    /// <summary>A managed node group with a cluster autoscaler.</summary>
    ManagedNodes,
}

/// <summary>The cluster.</summary>
/// <param name="Version">The Kubernetes version.</param>
/// <param name="PublicAccessCidrs">From where the API server is reached over the internet; none means from inside the VPC only.</param>
/// <param name="Admins">ARNs of the users and roles that may do everything in the cluster.</param>
/// <param name="Compute">Who looks after the nodes.</param>
/// <param name="NodeInstanceType">The instance type of managed nodes.</param>
/// <param name="MinimumNodes">How few managed nodes there are.</param>
/// <param name="MaximumNodes">How many managed nodes there may be.</param>
public sealed record ClusterChoices(
    KubernetesVersion Version,
    IReadOnlyList<CidrBlock> PublicAccessCidrs,
    IReadOnlyList<string> Admins,
    ClusterComputeMode Compute,
    Ec2InstanceType NodeInstanceType,
    int MinimumNodes,
    int MaximumNodes);

/// <summary>The image registry.</summary>
/// <param name="RepositoryPrefix">What stands before every repository's name, with its slash; empty for none.</param>
/// <param name="KeptImages">How many images of a repository are kept.</param>
/// <param name="Host">Another registry than the account's ECR; null for that.</param>
public sealed record RegistryChoices(string RepositoryPrefix, int KeptImages, RegistryHost? Host = null);

/// <summary>The bastion.</summary>
/// <param name="InstanceType">Its EC2 instance type.</param>
/// <param name="AllowedCidrs">From where SSH is open; none means Session Manager only.</param>
/// <param name="KeyName">The name of an existing EC2 key pair; null for none.</param>
public sealed record BastionChoices(Ec2InstanceType InstanceType, IReadOnlyList<CidrBlock> AllowedCidrs, string? KeyName);
