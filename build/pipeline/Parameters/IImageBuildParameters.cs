
namespace TutorPipeline.Parameters;

/// <summary>How an image is built, checked and pushed.</summary>
public interface IImageBuildParameters : INukeBuild
{
    /// <summary>Another Tutor than the managed one.</summary>
    [Parameter("Program of a Tutor that is installed already; default: one in a virtual environment of the pipeline's own")]
    string? Tutor => TryGetValue(() => Tutor);

    /// <summary>Another builder than the engine's own.</summary>
    [Parameter("Builder of 'docker buildx' that builds the images, such as a remote or Kubernetes one; default: the engine's own")]
    string? Builder => TryGetValue(() => Builder);

    /// <summary>What the image runs on.</summary>
    [Parameter("Platform of the images: linux/amd64 or linux/arm64")]
    string ImagePlatform => TryGetValue(() => ImagePlatform) ?? "linux/amd64";

    /// <summary>The authorities of Amazon's databases.</summary>
    [Parameter("File with the certificate authorities of Amazon's databases, for builds that may not fetch it; default: the build gets it from AWS")]
    string? TrustStore => TryGetValue(() => TrustStore);

    /// <summary>How large an image may be.</summary>
    [Parameter("How many GiB an image may have unpacked")]
    int ImageSizeBudget => TryGetValue<int?>(() => ImageSizeBudget) ?? 6;

    /// <summary>What a build needs.</summary>
    [Parameter("How many GiB must be free where the engine keeps its images before a build begins")]
    int BuildDiskSpace => TryGetValue<int?>(() => BuildDiskSpace) ?? 20;

    /// <summary>Whether to build what is there already.</summary>
    [Parameter("Build images although the registry has them"), CommandLineOnly]
    bool Rebuild => TryGetValue<bool?>(() => Rebuild) ?? false;

    /// <summary>Whether to explain.</summary>
    [Parameter("Say what has changed since the image that was built last"), CommandLineOnly]
    bool Why => TryGetValue<bool?>(() => Why) ?? false;
}
