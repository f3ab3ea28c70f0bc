using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>How a running platform is checked before names lead to it.</summary>
public interface ICheckParameters : INukeBuild
{
    /// <summary>The load balancer itself.</summary>
    [Parameter("Load balancer that CheckPlatform connects to for the platform's hosts instead of where DNS leads: HOST:PORT, 443 without a port")]
    RegistryHost? CheckAddress => TryGetValue(() => CheckAddress);

    /// <summary>The CDN itself.</summary>
    [Parameter("Server that CheckPlatform connects to for the CDN's host instead of where DNS leads, such as d111111abcdef8.cloudfront.net:443")]
    RegistryHost? CheckCdnAddress => TryGetValue(() => CheckCdnAddress);

    /// <summary>Authorities of one's own.</summary>
    [Parameter("File with certificate authorities that CheckPlatform trusts besides those of this machine, in PEM")]
    string? CheckTrust => TryGetValue(() => CheckTrust);
}
