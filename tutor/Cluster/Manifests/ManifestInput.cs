using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Tutor.Registry;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>What is known besides the render.</summary>
/// <param name="Environment">The environment with its choices.</param>
/// <param name="TutorId">Tutor's <c>ID</c> as it is stored.</param>
/// <param name="Images">The images as they lie in the registry.</param>
/// <param name="Secrets">The secret values that the render may hold.</param>
/// <param name="ExistingSecrets">The names of Secrets that are in the namespace already.</param>
public sealed record ManifestInput(
    PlatformEnvironment Environment,
    string TutorId,
    IReadOnlyList<PushedImage> Images,
    IReadOnlyList<Secret> Secrets,
    IReadOnlyCollection<string> ExistingSecrets)
{
    /// <summary>The certificate in the environment's region; needed for an Application Load Balancer.</summary>
    public string? CertificateArn { get; init; }
}
