using System.Globalization;
using System.Text;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;

namespace TutorPipeline.Tutor.Cluster.Releases;

/// <summary>Tells the releases of a platform, the newest first, and which of them runs. It changes nothing.</summary>
/// <param name="access">How the cluster is reached; null while there is none.</param>
/// <param name="namespaceName">The platform's namespace.</param>
/// <param name="isDryRun">Whether a cluster that does not answer is only noted in the plan.</param>
public sealed class ListReleases(ClusterAccess? access, string namespaceName, bool isDryRun) : IStage<StagePlan>
{
    private const int ShortDigest = 12;

    private string Subject => $"releases/{namespaceName}";

    /// <inheritdoc/>
    /// <exception cref="ManifestsRefusedException">The cluster cannot be reached, or refuses, and this is no dry run.</exception>
    /// <exception cref="ReleaseDamagedException">What is kept cannot be read.</exception>
    public async Task<StagePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        if (access is null)
        {
            return new StagePlan([new Change(ChangeKind.Unknown, Subject, "known after ProvisionCluster")], [], ["ProvisionCluster"]);
        }

        try
        {
            using var history = new ReleaseHistory(access, namespaceName);
            var releases = await history.ListAsync(cancellationToken);
            foreach (var line in Lines(releases))
            {
                report.Information(line);
            }

            var running = ReleaseHistory.LastHealthy(releases);
            var detail = releases.Count == 0 ? "nothing was deployed there by this pipeline yet"
                : running is null ? "none of them became healthy" : $"{running.Number} is the last healthy one";
            return new StagePlan([new Change(ChangeKind.Skip, Subject, detail)], [], []);
        }
        catch (ManifestsRefusedException exception) when (isDryRun)
        {
            var gap = new NotLookedAt(Subject, exception.Message, "make the cluster reachable and plan again");
            return new StagePlan([new Change(ChangeKind.Unknown, Subject, "the cluster does not tell")], [gap], []);
        }
    }

    /// <inheritdoc/>
    public Task ApplyAsync(StagePlan plan, IStageReport report, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>One line a release: number, time (UTC), result, who, commit, image, and what is to be said of its end.</summary>
    internal static IEnumerable<string> Lines(IEnumerable<Release> releases)
    {
        foreach (var release in releases)
        {
            var line = new StringBuilder();
            line.Append(CultureInfo.InvariantCulture, $"{release.Number,4}  {release.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC  ");
            line.Append(CultureInfo.InvariantCulture, $"{release.Result.ToString().ToLowerInvariant(),-9}  by {release.Origin.Who}");
            line.Append(release.Origin.Commit is { } commit ? $" from {(commit.Length > 7 ? commit[..7] : commit)}" : string.Empty);
            foreach (var (name, image) in release.Origin.Images.OrderBy(image => image.Key, StringComparer.Ordinal))
            {
                line.Append(CultureInfo.InvariantCulture, $", {name} {Short(image)}");
            }

            line.Append(release.Origin.RepeatOf is { } repeated ? $", repeats release {repeated}" : string.Empty);
            line.Append(release.Note is { } note ? $": {note}" : string.Empty);
            yield return line.ToString();
        }
    }

    private static string Short(string image)
    {
        var digest = image[(image.IndexOf("@sha256:", StringComparison.Ordinal) is var at and >= 0 ? at + 1 : 0)..];
        var length = "sha256:".Length + ShortDigest;
        return digest.StartsWith("sha256:", StringComparison.Ordinal) && digest.Length > length ? digest[..length] : digest;
    }
}
