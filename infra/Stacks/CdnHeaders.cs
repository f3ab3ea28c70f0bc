using TutorPipeline.Infra.Aws;

namespace TutorPipeline.Infra.Stacks;

/// <summary>What the CDN adds to every answer.</summary>
internal static class CdnHeaders
{
    private const int SecondsOfCors = 3000;

    private const int SecondsOfAYear = 365 * 24 * 60 * 60;

    /// <summary>
    /// Lets the platform's pages, which live under other names, use the files; keeps browsers to TLS, and from taking an upload for a page.
    /// </summary>
    public static AwsCloudfrontResponseHeadersPolicy Of(CdnSettings settings) => new("main")
    {
        Name = $"{settings.Scope.Namespace}-media",
        Comment = $"Media of {settings.Scope.Namespace}",
        CorsConfig = new()
        {
            AccessControlAllowCredentials = false,
            AccessControlAllowOrigins = new() { Items = [.. settings.Hosts.Select(host => $"https://{host}")] },
            AccessControlAllowMethods = new() { Items = ["GET", "HEAD", "OPTIONS"] },
            AccessControlAllowHeaders = new() { Items = ["*"] },
            AccessControlMaxAgeSec = SecondsOfCors,
            OriginOverride = true,
        },
        SecurityHeadersConfig = new()
        {
            ContentTypeOptions = new() { Override = true },
            StrictTransportSecurity = new() { AccessControlMaxAgeSec = SecondsOfAYear, Override = true },
        },
    };
}
