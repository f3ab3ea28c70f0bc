using TutorPipeline.Model.Backups;
using TutorPipeline.Tutor.Cluster.Releases;

namespace TutorPipeline.Stages;

/// <summary>What is known of a platform, from its sources to the proof that it can be recovered.</summary>
/// <param name="Sources">The commits that the sources are resolved to, by name.</param>
/// <param name="InRegistry">Of the release's images, those whose digest the registry has; null when it was not asked.</param>
/// <param name="Running">The images of each ReplicaSet with pods; null when the cluster was not asked.</param>
/// <param name="Releases">The releases, newest first.</param>
/// <param name="LastBackup">The newest complete backup; null for none.</param>
/// <param name="BackupRelease">The release that ran when it was taken; null when it does not say.</param>
/// <param name="Verified">The newest verdict; null for none.</param>
internal sealed record Custody(
    IReadOnlyDictionary<string, string> Sources,
    IReadOnlySet<string>? InRegistry,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Running,
    IReadOnlyList<Release> Releases,
    BackupId? LastBackup,
    int? BackupRelease,
    BackupVerdict? Verified)
{
    private const int Shown = 12;

    /// <summary>The release that runs, as far as the history tells.</summary>
    public Release? Current => ReleaseHistory.LastHealthy(Releases);

    /// <summary>The chain, one link a line.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"sources       {Joined(Sources.Select(source => $"{source.Key} {Short(source.Value)}"))}";
        var images = Current?.Origin.Images ?? new Dictionary<string, string>();
        yield return $"images        {Joined(images.Select(image => $"{image.Key} {Digest(image.Value)}"))}";
        yield return $"running       {Joined((Running?.Keys ?? []).Select(name => $"replicaset/{name}"))}";
        yield return Current is { } release
            ? $"release       {release.Number} of {release.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC by {release.Origin.Who}"
            : "release       none";
        yield return $"backup        {LastBackup?.Text ?? "none"}";
        yield return Verified is { Backup: { } backup } verdict
            ? $"verification  {backup}, {(verdict.IsGood ? "good" : "faults")}, depth {verdict.ReachedDepth.ToString().ToLowerInvariant()}"
            : "verification  none";
    }

    /// <summary>The joints that do not match, each with the next step.</summary>
    public IEnumerable<string> Gaps()
    {
        if (Current is not { } release)
        {
            yield return "No release became healthy, so nothing else can be compared: run Deploy.";
            yield break;
        }

        if (Releases[0].Number != release.Number)
        {
            yield return $"Release {Releases[0].Number} is newer than {release.Number} and did not become healthy: see './build.sh Releases'.";
        }

        foreach (var gap in OfImages(release).Concat(OfBackups(release)))
        {
            yield return gap;
        }
    }

    private IEnumerable<string> OfImages(Release release)
    {
        foreach (var (name, commit) in Sources)
        {
            if (release.Origin.Sources.GetValueOrDefault(name) is var deployed && deployed != commit)
            {
                yield return $"{name} is resolved to {Short(commit)}, and release {release.Number} has {Short(deployed ?? "none")}: "
                    + "run Deploy to bring it.";
            }
        }

        foreach (var (name, image) in release.Origin.Images)
        {
            if (InRegistry?.Contains(name) == false)
            {
                yield return $"The registry does not have {name} at {Digest(image)}, which release {release.Number} runs: "
                    + "a new pod could not start. Run PushImage.";
            }
        }

        var own = release.Origin.Images.Values.Select(image => image.Split('@')[0]).ToHashSet();
        foreach (var (set, images) in Running ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            foreach (var image in images.Where(image => own.Contains(Repository(image)) && !release.Origin.Images.Values.Contains(image)))
            {
                yield return $"replicaset/{set} runs {Digest(image)}, which is not of release {release.Number}: "
                    + "somebody changed it by hand, or a deploy is under way.";
            }
        }
    }

    private IEnumerable<string> OfBackups(Release release)
    {
        if (LastBackup is null)
        {
            yield return "There is no complete backup: run BackupNow.";
            yield break;
        }

        if (BackupRelease is { } taken && taken != release.Number)
        {
            yield return $"Backup {LastBackup} was taken of release {taken}, and {release.Number} runs: run BackupNow.";
        }

        if (Verified?.Backup != LastBackup)
        {
            yield return $"Backup {LastBackup} was not verified yet: run VerifyBackup.";
        }
        else if (!Verified.IsGood)
        {
            yield return $"The verification of backup {LastBackup} found faults: run VerifyBackup to see them.";
        }
    }

    private static string Joined(IEnumerable<string> parts) =>
        string.Join(", ", parts.Order(StringComparer.Ordinal)) is { Length: > 0 } text ? text : "none";

    private static string Short(string commit) => commit.Length > Shown ? commit[..Shown] : commit;

    private static string Repository(string image) =>
        image.Split('@')[0] is var name && name.LastIndexOf(':') is var colon && colon > name.LastIndexOf('/') ? name[..colon] : name;

    private static string Digest(string image)
    {
        var at = image.IndexOf("sha256:", StringComparison.Ordinal);
        return at < 0 ? image : image[at..Math.Min(image.Length, at + "sha256:".Length + Shown)];
    }
}
