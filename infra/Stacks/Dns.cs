using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>
/// The environment's hosted zone, delegated from the zone above it; a zone for each further subdomain; and certificates for every domain
/// and all
/// names below it, in the environment's region and in us-east-1, where CloudFront looks for them.
/// </summary>
/// <remarks>
/// The zone above is not looked up by a data source, because no offline plan could read one: its id enters as the input
/// <c>parent_zone_id</c>. Whoever plans online looks it up by <see cref="DnsSettings.ParentDomain"/> and hands in
/// <c>new Upstream&lt;ParentZone&gt;(new(id))</c>; whoever plans offline hands in <see cref="UnknownParent"/>. <c>main.tf.json</c> is the
/// same in both cases.
/// </remarks>
public static class Dns
{
    /// <summary>The stack's name.</summary>
    public const string Stack = "dns";

    private const string CloudFrontRegion = "us-east-1";

    // Short, so that a zone that is made anew is found soon.
    private const int DelegationSeconds = 30;

    /// <summary>The zone above while nobody has looked it up.</summary>
    public static Upstream<ParentZone> UnknownParent { get; } = new(new("Z00000000000000000000"), "the zone above is looked up");

    /// <summary>Describes the stack.</summary>
    /// <param name="settings">Which zones there are.</param>
    /// <param name="parent">The hosted zone of <see cref="DnsSettings.ParentDomain"/>.</param>
    /// <returns>The stack.</returns>
    public static StackDefinition<DnsOutputs> Define(DnsSettings settings, Upstream<ParentZone> parent)
    {
        var stack = new StackBuilder(Stack, settings.Scope);
        var parentId = stack.Take("parent_zone_id", $"The hosted zone of {settings.ParentDomain}.", parent, zone => zone.ZoneId);
        var cloudFront = settings.Scope.Region == CloudFrontRegion ? null : stack.In("cloudfront", CloudFrontRegion);

        var zone = Zone(stack, settings, "main", settings.Domain, parentId);
        var certificates = Certificates(stack, "main", settings.Domain, zone, cloudFront);
        foreach (var label in settings.Subdomains)
        {
            var name = $"below_{LogicalNames.From(label)}";
            var domain = $"{label}.{settings.Domain}";
            Certificates(stack, name, domain, Zone(stack, settings, name, domain, zone.ZoneId), cloudFront);
        }

        return Outputs(stack, zone, certificates);
    }

    /// <summary>What other stacks are shown while the zone does not exist.</summary>
    /// <param name="settings">Which zones there will be.</param>
    /// <returns>Values of the right shape that name nothing.</returns>
    public static Upstream<DnsOutputs> Placeholders(DnsSettings settings)
    {
        var arn = $"arn:{settings.Scope.Partition}:acm:{{0}}:{settings.Scope.AccountId}:certificate/00000000-0000-0000-0000-000000000000";
        return new(
            new(
                "Z00000000000000000000",
                ["ns-0.invalid"],
                arn.Replace("{0}", settings.Scope.Region, StringComparison.Ordinal),
                arn.Replace("{0}", CloudFrontRegion, StringComparison.Ordinal)),
            "ProvisionDns");
    }

    private static AwsRoute53Zone Zone(
        StackBuilder stack, DnsSettings settings, string logicalName, string domain, Value<string> parentId)
    {
        var zone = stack.Add(new AwsRoute53Zone(logicalName)
        {
            Name = domain,
            Comment = $"Open edX at {domain}",
            ForceDestroy = settings.ForceDestroy ? true : null,
        });
        stack.Add(new AwsRoute53Record($"{logicalName}_delegation")
        {
            ZoneId = parentId,
            Name = domain,
            Type = "NS",
            Ttl = DelegationSeconds,
            Records = zone.NameServers,
        });
        return zone;
    }

    // ACM asks for the same record in every region, and the wildcard needs none of its own: one record proves all of them.
    private static (Value<string> Regional, Value<string> CloudFront) Certificates(
        StackBuilder stack, string name, string domain, AwsRoute53Zone zone, ProviderAlias? cloudFront)
    {
        var regional = stack.Add(Certificate(name, domain, null));
        var proof = regional.DomainValidationOptions[0];
        var record = stack.Add(new AwsRoute53Record($"{name}_certificate")
        {
            ZoneId = zone.ZoneId,
            Name = proof.ResourceRecordName,
            Type = proof.ResourceRecordType,
            Ttl = 300,
            Records = [proof.ResourceRecordValue],
        });
        var valid = stack.Add(Validation(name, regional, record, null));
        if (cloudFront is null)
        {
            return (valid.CertificateArn, valid.CertificateArn);
        }

        var second = stack.Add(Certificate($"{name}_cloudfront", domain, cloudFront));
        return (valid.CertificateArn, stack.Add(Validation($"{name}_cloudfront", second, record, cloudFront)).CertificateArn);
    }

    private static AwsAcmCertificate Certificate(string logicalName, string domain, ProviderAlias? provider) => new(logicalName)
    {
        DomainName = domain,
        SubjectAlternativeNames = [$"*.{domain}"],
        ValidationMethod = "DNS",
        Provider = provider,
        Lifecycle = new() { CreateBeforeDestroy = true },
    };

    private static AwsAcmCertificateValidation Validation(
        string logicalName, AwsAcmCertificate certificate, AwsRoute53Record record, ProviderAlias? provider) => new(logicalName)
    {
        CertificateArn = certificate.Arn,
        ValidationRecordFqdns = [record.Fqdn],
        Provider = provider,
    };

    private static StackDefinition<DnsOutputs> Outputs(
        StackBuilder stack, AwsRoute53Zone zone, (Value<string> Regional, Value<string> CloudFront) certificates)
    {
        var zoneId = stack.Give("zone_id", zone.ZoneId);
        var servers = stack.GiveList("name_servers", zone.NameServers);
        var regional = stack.Give("certificate_arn", certificates.Regional);
        var cloudFront = stack.Give("cloudfront_certificate_arn", certificates.CloudFront);
        return stack.Build(read => new DnsOutputs(
            read.Read(zoneId), read.Read(servers), read.Read(regional), read.Read(cloudFront)));
    }
}
