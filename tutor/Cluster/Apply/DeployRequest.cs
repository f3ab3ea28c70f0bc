using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Cluster.Releases;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>What happens when a deploy fails after something was applied.</summary>
public enum OnFailure
{
    /// <summary>The manifests of the last healthy release are applied again.</summary>
    RollBack,

    /// <summary>Everything stays as it is, to be looked at.</summary>
    Keep,
}

/// <summary>What is to be deployed, and how.</summary>
/// <param name="NamespaceName">The platform's namespace.</param>
/// <param name="Manifests">Gives the objects; null while they cannot be rendered yet.</param>
/// <param name="Origin">Says what they were made from. Called once, when something is really applied.</param>
public sealed record DeployRequest(
    string NamespaceName, Func<CancellationToken, Task<ManifestSet?>> Manifests, Func<CancellationToken, Task<ReleaseOrigin>> Origin)
{
    /// <summary>Whether an installation that <c>tutor k8s start</c> made is taken over.</summary>
    public bool Adopts { get; init; }

    /// <summary>The field managers whose fields may be taken over; none unless they are named.</summary>
    public IReadOnlyCollection<string> ForceManagers { get; init; } = [];

    /// <summary>What happens when it fails.</summary>
    public OnFailure OnFailure { get; init; }

    /// <summary>
    /// Prepares databases for workloads that are about to be applied, once their configuration is applied and their stores run; null for
    /// nothing. Its second argument tells whether none of the workloads is there yet.
    /// </summary>
    public Func<ManifestSet, bool, IStageReport, CancellationToken, Task>? BeforeWorkloads { get; init; }

    /// <summary>Whether the plan writes differences out for everybody, and not at verbose level only.</summary>
    public bool ShowsDifferences { get; init; }

    /// <summary>Secrets that are known; they are masked wherever they stand in a difference.</summary>
    public IReadOnlyCollection<Secret> KnownSecrets { get; init; } = [];
}
