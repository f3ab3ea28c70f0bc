using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Registry;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>Makes the objects of a release from the render of ConfigurePlatform, and hands them over in memory: some hold secrets.</summary>
/// <param name="environment">The environment.</param>
/// <param name="configured">The stage before this one.</param>
/// <param name="known">Tells the pushed images and the certificate of the environment's zone; null for what is not known.</param>
public sealed class RenderManifests(
    PlatformEnvironment environment, ConfigurePlatform configured, Func<CancellationToken, Task<(PushedImages? Images, string? CertificateArn)>> known)
    : IStage<RenderManifestsPlan>
{
    /// <summary>The objects of the last render; null before there is one.</summary>
    public ManifestSet? Set { get; private set; }

    private string Subject => $"namespace/{environment.Names.Namespace}";

    /// <inheritdoc/>
    /// <exception cref="ManifestException">The render cannot be deployed.</exception>
    public async Task<RenderManifestsPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        Set = null;
        var (images, certificate) = await known(cancellationToken);
        IReadOnlyList<string> missing =
        [
            .. configured.Rendered is null ? configured.Awaited.DefaultIfEmpty("ConfigurePlatform") : [],
            .. environment.Deploy.Ingress.Kind == IngressKind.Alb && certificate is null ? ["ProvisionDns"] : Array.Empty<string>(),
        ];
        if (configured.Rendered is not { } rendered || missing.Count > 0)
        {
            return new RenderManifestsPlan(
                [new Change(ChangeKind.Unknown, Subject, $"manifests (known after {string.Join(", ", missing)})")], [], missing);
        }

        Set = ManifestRendering.Render(
            rendered.Yaml,
            new ManifestInput(environment, rendered.TutorId, images?.Images ?? [], rendered.Secrets, rendered.ExistingSecrets) { CertificateArn = certificate });
        return new RenderManifestsPlan([new Change(ChangeKind.Run, Subject, Describe(Set))], [], []);
    }

    /// <inheritdoc/>
    public Task ApplyAsync(RenderManifestsPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        report.Information($"Manifests of {Subject}: {Describe(Set!)}.");
        return Task.CompletedTask;
    }

    private static string Describe(ManifestSet set) => string.Join(", ", set.Items.GroupBy(item => item.Key.Kind, StringComparer.Ordinal)
        .OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Count()} {kind.Key}"));
}

/// <summary>What RenderManifests would do.</summary>
/// <param name="Changes">One line that counts the objects by kind.</param>
/// <param name="NotLookedAt">What could not be looked at.</param>
/// <param name="PlaceholdersFrom">What is missing.</param>
public sealed record RenderManifestsPlan(
    IReadOnlyList<Change> Changes, IReadOnlyList<NotLookedAt> NotLookedAt, IReadOnlyList<string> PlaceholdersFrom)
    : StagePlan(Changes, NotLookedAt, PlaceholdersFrom);
