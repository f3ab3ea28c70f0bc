using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>Sends objects to the API server by server-side apply, under the field manager of this pipeline.</summary>
/// <param name="connection">The cluster.</param>
/// <param name="resources">Where kinds are.</param>
/// <param name="forceManagers">The managers whose fields may be taken over.</param>
internal sealed class ServerSideApply(ClusterConnection connection, ApiResources resources, IReadOnlyCollection<string> forceManagers)
{
    /// <summary>The name under which this pipeline owns fields.</summary>
    public const string Manager = "tutorpipeline";

    private const int MostRaces = 3;

    public string Server => connection.Server;

    /// <summary>Applies one object, or asks what applying it would give.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="mode">Whether it is only asked, and whether fields of others are taken over.</param>
    /// <param name="cancellationToken">Ends the waiting for an answer.</param>
    public async Task<ApplyAnswer> ApplyAsync(Manifest manifest, ApplyMode mode, CancellationToken cancellationToken)
    {
        try
        {
            return await resources.FindAsync(manifest.ApiVersion, manifest.Key.Kind, cancellationToken) is { } resource
                ? await SendAsync(manifest, resource, mode, cancellationToken)
                : new ApplyAnswer(null, AnswerFault.UnknownKind(manifest));
        }
        catch (ClusterUnreachableException e)
        {
            return new ApplyAnswer(null, AnswerFault.Unavailable(manifest.Key, e.Message));
        }
    }

    private async Task<ApplyAnswer> SendAsync(Manifest manifest, ApiResource resource, ApplyMode mode, CancellationToken cancellationToken)
    {
        for (var races = 0; ; races++)
        {
            var answer = await connection.SendAsync(Call(manifest, resource, mode), cancellationToken);
            if (answer is { IsSuccess: true, Body: { } body })
            {
                return new ApplyAnswer(body, null);
            }

            var owners = AnswerFault.Owners(answer);
            if (owners.Count > 0 && !mode.IsForced && AreAllForced(owners))
            {
                mode = mode with { IsForced = true };
            }
            else if (answer.Status != 409 || owners.Count > 0 || races == MostRaces)
            {
                return new ApplyAnswer(null, AnswerFault.Of(manifest.Key, answer, manifest.Document));
            }
        }
    }

    private static ClusterCall Call(Manifest manifest, ApiResource resource, ApplyMode mode)
    {
        var query = $"?fieldManager={mode.Manager}&fieldValidation=Strict"
            + (mode.IsDryRun ? "&dryRun=All" : "") + (mode.IsForced ? "&force=true" : "");
        return new ClusterCall(HttpMethod.Patch, resource.Path(manifest.Key) + query)
        {
            Body = manifest.Document, ContentType = ClusterCall.Apply,
        };
    }

    private bool AreAllForced(IReadOnlyList<FieldOwner> owners)
    {
        foreach (var owner in owners)
        {
            if (!forceManagers.Contains(owner.Manager))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>How an object is applied.</summary>
/// <param name="IsDryRun">Whether the server only says what would come of it.</param>
/// <param name="IsForced">Whether fields of any other manager are taken over.</param>
internal sealed record ApplyMode(bool IsDryRun = false, bool IsForced = false)
{
    /// <summary>The field manager.</summary>
    public string Manager { get; init; } = ServerSideApply.Manager;
}

/// <summary>The object as it is now or would be, or why not; one of the two.</summary>
internal sealed record ApplyAnswer(JsonObject? Object, ManifestFault? Fault);
