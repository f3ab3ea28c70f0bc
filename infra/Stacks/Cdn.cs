using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>
/// A CloudFront distribution before the media bucket: it alone may read the bucket, it speaks TLS only, and it answers to a name of the
/// platform.
/// </summary>
public static class Cdn
{
    /// <summary>The stack's name.</summary>
    public const string Stack = "cdn";

    // AWS's own policy for files: cached for a day unless they say otherwise, compressed, whatever cookies and query strings are asked
    // with.
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
    private const string CachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6";

    private const string Origin = "media";

    /// <summary>Describes the stack.</summary>
    /// <param name="settings">What the CDN looks like.</param>
    /// <param name="storage">The bucket that it serves.</param>
    /// <param name="dns">The zone with its name, and the certificate in us-east-1.</param>
    /// <returns>The stack.</returns>
    public static StackDefinition<CdnOutputs> Define(CdnSettings settings, Upstream<StorageOutputs> storage, Upstream<DnsOutputs> dns)
    {
        var stack = new StackBuilder(Stack, settings.Scope);
        var bucket = stack.Take("media_bucket", "The bucket of public media.", storage, outputs => outputs.MediaBucket);
        var origin = stack.Take("media_origin", "The bucket's host name.", storage, outputs => outputs.MediaOrigin);
        var certificate = stack.Take(
            "certificate_arn", "The certificate in us-east-1.", dns, outputs => outputs.CloudFrontCertificateArn);
        var zone = FriendlyName.Zone(stack, dns);

        var access = stack.Add(Access(settings));
        var headers = stack.Add(CdnHeaders.Of(settings));
        var distribution = stack.Add(Distribution(settings, origin, certificate, access, headers));
        stack.Add(OnlyFor(settings.Scope, distribution, bucket));
        Name(stack, settings, zone, distribution);

        var id = stack.Give("distribution_id", distribution.Id);
        var domain = stack.Give("distribution_domain", distribution.DomainName);
        return stack.Build(read => new CdnOutputs(read.Read(id), read.Read(domain), settings.Host));
    }

    /// <summary>What other stacks are shown while the distribution does not exist.</summary>
    /// <param name="settings">What the CDN will look like.</param>
    /// <returns>Values of the right shape that name nothing.</returns>
    public static Upstream<CdnOutputs> Placeholders(CdnSettings settings) =>
        new(new("E00000000000000", "cdn.invalid", settings.Host), "ProvisionCdn");

    private static AwsCloudfrontOriginAccessControl Access(CdnSettings settings) => new("main")
    {
        Name = $"{settings.Scope.Namespace}-media",
        Description = $"Reads the media of {settings.Scope.Namespace}",
        OriginAccessControlOriginType = "s3",
        SigningBehavior = "always",
        SigningProtocol = "sigv4",
    };

    private static AwsCloudfrontDistribution Distribution(
        CdnSettings settings,
        Value<string> origin,
        Value<string> certificate,
        AwsCloudfrontOriginAccessControl access,
        AwsCloudfrontResponseHeadersPolicy headers) => new("main")
    {
        Comment = $"Media of {settings.Scope.Namespace}",
        Enabled = true,
        IsIpv6Enabled = true,
        HttpVersion = "http2and3",
        Aliases = [settings.Host],

        // All edges take minutes to learn a change, and nothing here needs them to have learned it.
        WaitForDeployment = false,
        Origin = [new() { OriginId = Origin, DomainName = origin, OriginAccessControlId = access.Id }],
        DefaultCacheBehavior = new()
        {
            TargetOriginId = Origin,
            ViewerProtocolPolicy = "redirect-to-https",
            AllowedMethods = ["GET", "HEAD", "OPTIONS"],
            CachedMethods = ["GET", "HEAD"],
            Compress = true,
            CachePolicyId = CachingOptimized,
            ResponseHeadersPolicyId = headers.Id,
        },
        Restrictions = new() { GeoRestriction = new() { RestrictionType = "none" } },
        ViewerCertificate = new()
        {
            AcmCertificateArn = certificate,
            SslSupportMethod = "sni-only",
            MinimumProtocolVersion = "TLSv1.2_2021",
        },
    };

    // The bucket's whole policy: nobody reads it but this distribution, and nobody without TLS.
    private static AwsS3BucketPolicy OnlyFor(StackScope scope, AwsCloudfrontDistribution distribution, Value<string> bucket) => new("media")
    {
        Bucket = bucket,
        Policy = AccessPolicy.Of(
            BucketPolicy.DenyPlainHttp(scope, bucket), BucketPolicy.AllowDistribution(scope, bucket, distribution.Arn)),
    };

    private static void Name(StackBuilder stack, CdnSettings settings, Value<string> zone, AwsCloudfrontDistribution distribution) =>
        stack.AddEach(["A", "AAAA"], type => new AwsRoute53Record(type.ToLowerInvariant())
        {
            ZoneId = zone,
            Name = settings.Host,
            Type = type,
            Alias = new() { Name = distribution.DomainName, ZoneId = distribution.HostedZoneId, EvaluateTargetHealth = false },
        });
}
