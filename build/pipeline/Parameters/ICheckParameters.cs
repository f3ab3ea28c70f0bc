using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>How a running platform is checked before names lead to it.</summary>
public interface ICheckParameters : INukeBuild
{
    /// <summary>The load balancer itself.</summary>
    [Parameter("HOST:PORT of the load balancer, to which CheckPlatform connects for the platform's hosts; default: where DNS leads")]
    RegistryHost? CheckAddress => TryGetValue(() => CheckAddress);

    /// <summary>The CDN itself.</summary>
    [Parameter("HOST:PORT to which CheckPlatform connects for the CDN's host, such as d111111abcdef8.cloudfront.net; default: where DNS leads")]
    RegistryHost? CheckCdnAddress => TryGetValue(() => CheckCdnAddress);

    /// <summary>Authorities of one's own.</summary>
    [Parameter("File with certificate authorities that CheckPlatform trusts besides those of this machine, in PEM")]
    string? CheckTrust => TryGetValue(() => CheckTrust);
}
