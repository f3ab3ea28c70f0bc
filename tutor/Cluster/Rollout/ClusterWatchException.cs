using System.Globalization;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Rollout;

/// <summary>A cluster could not be watched any longer. What was applied stays applied.</summary>
public sealed class ClusterWatchException : PipelineException
{
    private ClusterWatchException(string message)
        : base(message)
    {
    }

    internal static ClusterWatchException Refused(string kind, string server, int status, string message) => new(
        $"Could not watch the {kind}: the cluster at {server} refused with {status} ({message}). "
        + (status == 401
            ? "The credentials are wrong or have expired: log in again, then run the same command again: it continues."
            : "The deployer's role lacks this: give it 'list' and 'watch' there, then run the same "
            + $"command again: it continues."));

    internal static ClusterWatchException Away(string kind, string server, TimeSpan span, string facts) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"Could not watch the {kind}: the cluster at {server} was not available for {span.TotalSeconds:0} s; "
            + $"at last: {facts.TrimEnd('.')}. "
            + $"What was applied stays applied. Check that the cluster is up (./build.sh Doctor), then run the same "
            + $"command again: it continues."));
}
