using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;

namespace TutorPipeline.Tutor.Cluster.Initialization;

/// <summary>Secrets with scripts. Each belongs to its Job and goes with it; none without a Job outlives the next run.</summary>
internal sealed class ScriptSecrets(ClusterConnection connection, string namespaceName, Masking masking)
{
    private string Collection => $"/api/v1/namespaces/{namespaceName}/secrets";

    /// <summary>Removes what killed runs have left. No Job of ours may run.</summary>
    public async Task RemoveLeftAsync(CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            new ClusterCall(HttpMethod.Get, $"{Collection}?labelSelector={Uri.EscapeDataString(InitializationJob.Label)}"), "*",
            cancellationToken);
        foreach (var item in answer.Body?["items"] as JsonArray ?? [])
        {
            if (item?["metadata"] is JsonObject metadata && metadata["ownerReferences"] is not JsonArray { Count: > 0 })
            {
                await RemoveAsync((string)metadata["name"]!, cancellationToken);
            }
        }
    }

    /// <summary>Makes a Secret. That it is there already means that the answer to an earlier attempt was lost.</summary>
    public Task MakeAsync(JsonObject secret, CancellationToken cancellationToken) => SendAsync(
        new ClusterCall(HttpMethod.Post, $"{Collection}?fieldManager=tutorpipeline&fieldValidation=Strict") { Body = secret },
        Name(secret), cancellationToken, 409);

    /// <summary>Lets a Secret go together with its Job.</summary>
    public Task BindAsync(JsonObject secret, JsonObject job, CancellationToken cancellationToken)
    {
        var owner = new JsonObject
        {
            ["apiVersion"] = "batch/v1", ["kind"] = "Job", ["name"] = Name(job), ["uid"] = (string?)job["metadata"]?["uid"],
        };
        return SendAsync(
            new ClusterCall(HttpMethod.Patch, $"{Collection}/{Name(secret)}?fieldManager=tutorpipeline")
            {
                Body = new JsonObject { ["metadata"] = new JsonObject { ["ownerReferences"] = new JsonArray(owner) } },
                ContentType = ClusterCall.MergePatch,
            },
            Name(secret), cancellationToken);
    }

    /// <summary>Removes a Secret.</summary>
    public Task RemoveAsync(string name, CancellationToken cancellationToken) =>
        SendAsync(new ClusterCall(HttpMethod.Delete, $"{Collection}/{name}"), name, cancellationToken, 404);

    private static string Name(JsonObject document) => (string)document["metadata"]!["name"]!;

    private async Task<ClusterAnswer> SendAsync(ClusterCall call, string name, CancellationToken cancellationToken, int? alsoGood = null)
    {
        try
        {
            var answer = await connection.SendAsync(call, cancellationToken);
            return answer.IsSuccess || answer.Status == alsoGood ? answer
                : throw InitializationException.NoScript(
                    namespaceName, name, answer.Status,
                    masking.Show(false, string.Empty, Masking.Scrub(answer.Message, call.Body as JsonObject)));
        }
        catch (ClusterUnreachableException e)
        {
            throw InitializationException.Unreachable(namespaceName, connection.Server, e.Message);
        }
    }
}
