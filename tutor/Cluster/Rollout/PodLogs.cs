using TutorPipeline.Tutor.Cluster.Access;

namespace TutorPipeline.Tutor.Cluster.Rollout;

/// <summary>Reads logs of containers.</summary>
internal sealed class PodLogs(ClusterConnection connection, string namespaceName)
{
    /// <summary>How many lines an explanation shows.</summary>
    public const int ShownLines = 50;

    /// <summary>The last lines; of the start before where that one has ended, else of the current one. Empty when there are none.</summary>
    public async Task<string> TailAsync(string pod, string container, bool isPrevious, CancellationToken cancellationToken)
    {
        var text = isPrevious ? await ReadAsync(pod, container, "&previous=true", cancellationToken) : null;
        return text ?? await ReadAsync(pod, container, string.Empty, cancellationToken) ?? string.Empty;
    }

    private async Task<string?> ReadAsync(string pod, string container, string more, CancellationToken cancellationToken)
    {
        var path = $"/api/v1/namespaces/{namespaceName}/pods/{pod}/log?container={container}&tailLines={ShownLines}{more}";
        try
        {
            // A container that never started answers 400; that it has no log is no failure of its own.
            var answer = await connection.SendAsync(new ClusterCall(HttpMethod.Get, path), cancellationToken);
            var text = answer.IsSuccess ? (string?)answer.Body?["message"] : null;
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }
        catch (ClusterUnreachableException e)
        {
            return $"(the log could not be read: {e.Message})";
        }
    }
}
