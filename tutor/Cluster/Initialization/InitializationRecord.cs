using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Access;

namespace TutorPipeline.Tutor.Cluster.Initialization;

/// <summary>What the cluster remembers of earlier initializations, in the ConfigMap <c>tutorpipeline-init</c>.</summary>
/// <param name="Fingerprint">That of the last one that succeeded; null when there was none.</param>
/// <param name="HasAdministrator">Whether the first administrator was made.</param>
/// <param name="Credentials">Which versions of Secrets the servers were told; null when none.</param>
internal sealed record InitializationRecord(string? Fingerprint, bool HasAdministrator, string? Credentials = null)
{
    private const string Name = "tutorpipeline-init";

    public static async Task<InitializationRecord> ReadAsync(
        ClusterConnection connection, string namespaceName, CancellationToken cancellationToken)
    {
        var found = await SendAsync(
            connection, namespaceName, new ClusterCall(HttpMethod.Get, Path(namespaceName)), cancellationToken);
        var data = found?["data"];
        return new InitializationRecord((string?)data?["fingerprint"], (string?)data?["administrator"] == "made", (string?)data?["credentials"]);
    }

    public async Task WriteAsync(ClusterConnection connection, string namespaceName, CancellationToken cancellationToken)
    {
        var data = new JsonObject { ["administrator"] = HasAdministrator ? "made" : "missing" };
        if (Fingerprint is not null)
        {
            data["fingerprint"] = Fingerprint;
        }

        if (Credentials is not null)
        {
            data["credentials"] = Credentials;
        }

        var body = new JsonObject
        {
            ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["name"] = Name }, ["data"] = data,
        };
        await SendAsync(
            connection, namespaceName,
            new ClusterCall(HttpMethod.Patch, $"{Path(namespaceName)}?fieldManager=tutorpipeline-init&force=true")
            {
                Body = body, ContentType = ClusterCall.Apply,
            },
            cancellationToken);
    }

    private static string Path(string namespaceName) => $"/api/v1/namespaces/{namespaceName}/configmaps/{Name}";

    private static async Task<JsonObject?> SendAsync(
        ClusterConnection connection, string namespaceName, ClusterCall call, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await connection.SendAsync(call, cancellationToken);
            return answer.IsSuccess ? answer.Body
                : answer.Status == 404 && call.Method == HttpMethod.Get ? null
                : throw InitializationException.NotRecorded(namespaceName, Name, answer.Status, answer.Message);
        }
        catch (ClusterUnreachableException e)
        {
            throw InitializationException.Unreachable(namespaceName, connection.Server, e.Message);
        }
    }
}
