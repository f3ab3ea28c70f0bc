using TutorPipeline.Model.Backups;
using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;
using TutorPipeline.Parameters;
using TutorPipeline.Tutor.Cluster.Releases;

namespace TutorPipeline.Stages;

/// <summary>Reads the chain of custody from the places where its links are kept.</summary>
/// <param name="environment">The environment.</param>
/// <param name="parameters">How the registry is reached.</param>
/// <param name="infrastructure">How the cluster is reached.</param>
/// <param name="sources">Reads the commits that the sources are resolved to.</param>
/// <param name="backups">Reads what is known of the backups.</param>
internal sealed class CustodyReading(
    PlatformEnvironment environment,
    IEnvironmentParameters parameters,
    Infrastructure infrastructure,
    Func<CancellationToken, Task<IReadOnlyDictionary<string, string>>> sources,
    Func<CancellationToken, Task<KnownBackups>> backups)
{
    /// <summary>Reads it; null while there is no cluster.</summary>
    public async Task<Custody?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await infrastructure.ClusterAccessAsync(cancellationToken) is not { } access)
        {
            return null;
        }

        using var history = new ReleaseHistory(access, environment.Names.Namespace);
        var releases = await history.ListAsync(cancellationToken);
        var running = await new RunningImages(access, environment.Names.Namespace).ReadAsync(cancellationToken);
        var known = await backups(cancellationToken);
        return new Custody(
            await sources(cancellationToken), await InRegistryAsync(releases, cancellationToken), running, releases, known.Last, known.Release,
            known.Verified);
    }

    private async Task<IReadOnlySet<string>> InRegistryAsync(IReadOnlyList<Release> releases, CancellationToken cancellationToken)
    {
        var door = new RegistryDoor(environment, parameters);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, image) in ReleaseHistory.LastHealthy(releases)?.Origin.Images ?? new Dictionary<string, string>())
        {
            if (await door.FindDigestAsync(ImageReference.Parse(image, null), cancellationToken) is not null)
            {
                found.Add(name);
            }
        }

        return found;
    }
}

/// <summary>What is known of the backups.</summary>
/// <param name="Last">The newest complete one; null for none.</param>
/// <param name="Release">The release that ran when it was taken; null when it does not say.</param>
/// <param name="Verified">The newest verdict; null for none.</param>
internal sealed record KnownBackups(BackupId? Last, int? Release, BackupVerdict? Verified);
