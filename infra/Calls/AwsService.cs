using Amazon;

namespace TutorPipeline.Infra.Calls;

/// <summary>An AWS service as requests need to know it: its host, the name it is signed with, and its version where it has one.</summary>
/// <param name="Host">The first part of its host, such as <c>email</c>.</param>
/// <param name="SigningName">The name in the signature, such as <c>ses</c>.</param>
/// <param name="Version">The API's version, which the query protocol carries; empty for others.</param>
internal sealed record AwsService(string Host, string SigningName, string Version = "")
{
    public static readonly AwsService Mail = new("email", "ses");
    public static readonly AwsService Cache = new("elasticache", "elasticache", "2015-02-02");
    public static readonly AwsService Tags = new("tagging", "tagging");
    public static readonly AwsService LoadBalancers = new("elasticloadbalancing", "elasticloadbalancing", "2015-12-01");
    public static readonly AwsService ClassicLoadBalancers = new("elasticloadbalancing", "elasticloadbalancing", "2012-06-01");
    public static readonly AwsService Compute = new("ec2", "ec2", "2016-11-15");
    public static readonly AwsService Names = new("route53", "route53") { IsGlobal = true };
    public static readonly AwsService Identity = new("iam", "iam", "2010-05-08") { IsGlobal = true };

    /// <summary>Whether all regions of a partition share one endpoint.</summary>
    public bool IsGlobal { get; private init; }

    /// <summary>The address of the service in a region.</summary>
    public string Url(string region)
    {
        var suffix = RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix;
        return IsGlobal && region.StartsWith("us-gov-", StringComparison.Ordinal) ? $"https://{Host}.us-gov.{suffix}"
            : IsGlobal && region.StartsWith("cn-", StringComparison.Ordinal) ? $"https://{Host}.cn-north-1.{suffix}"
            : IsGlobal ? $"https://{Host}.{suffix}"
            : $"https://{Host}.{region}.{suffix}";
    }

    /// <summary>
    /// The region in the signature; a global service has one a partition (https://docs.aws.amazon.com/general/latest/gr/iam-service.html).
    /// </summary>
    public string SigningRegion(string region) =>
        !IsGlobal ? region
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "us-gov-west-1"
        : region.StartsWith("cn-", StringComparison.Ordinal) ? "cn-north-1"
        : "us-east-1";
}
