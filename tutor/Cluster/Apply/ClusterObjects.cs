using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>Reads and changes single objects, and says in sentences what did not work.</summary>
internal sealed class ClusterObjects(ClusterConnection connection, ApiResources resources)
{
    private const string Quiet = $"fieldManager={ServerSideApply.Manager}";

    /// <summary>The API server's address.</summary>
    public string Server => connection.Server;

    /// <summary>Reads one object; null when it, its namespace or its kind is not there.</summary>
    public async Task<JsonObject?> ReadAsync(ManifestKey key, string apiVersion, CancellationToken cancellationToken)
    {
        if (await PathAsync(key, apiVersion, cancellationToken) is not { } path)
        {
            return null;
        }

        var answer = await SendAsync(key, new ClusterCall(HttpMethod.Get, path), cancellationToken);
        return answer.Status == 404 ? null : Expect(key, answer);
    }

    /// <summary>Reads the objects of a kind in a namespace, or those that a label selector chooses.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(
        string apiVersion, string kind, string? namespaceName, string? selector, CancellationToken cancellationToken)
    {
        if (await FindAsync(new ManifestKey("", kind, namespaceName, "*"), apiVersion, cancellationToken) is not { } resource)
        {
            return [];
        }

        var key = new ManifestKey("", kind, namespaceName, "*");
        var query = selector is null ? "" : $"?labelSelector={Uri.EscapeDataString(selector)}";
        var answer = await SendAsync(key, new ClusterCall(HttpMethod.Get, resource.Collection(namespaceName) + query), cancellationToken);
        var items = new List<JsonObject>();
        foreach (var item in Expect(key, answer)["items"] as JsonArray ?? [])
        {
            items.Add(item!.AsObject());
        }

        return items;
    }

    /// <summary>Makes an object; null when one of that name is there already.</summary>
    public async Task<JsonObject?> CreateAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        var resource = await FindAsync(manifest.Key, manifest.ApiVersion, cancellationToken) ?? throw Unknown(manifest);
        var call = new ClusterCall(HttpMethod.Post, $"{resource.Collection(manifest.Key.NamespaceName)}?{Quiet}&fieldValidation=Strict")
        {
            Body = manifest.Document,
        };
        var answer = await SendAsync(manifest.Key, call, cancellationToken);
        return answer is { Status: 409, Reason: "AlreadyExists" } ? null : Expect(manifest.Key, answer, manifest.Document);
    }

    /// <summary>Patches an object; null when it is not there, or was changed since the version that the patch names.</summary>
    public async Task<JsonObject?> PatchAsync(
        ManifestKey key, string apiVersion, JsonNode patch, string contentType, CancellationToken cancellationToken)
    {
        var path = await PathAsync(key, apiVersion, cancellationToken);
        var call = new ClusterCall(HttpMethod.Patch, $"{path}?{Quiet}") { Body = patch, ContentType = contentType };
        var answer = await SendAsync(key, call, cancellationToken);

        // A test of a JSON patch that does not hold is answered with 422.
        var isOutdated = answer.Status is 404 or 409 || (answer.Status == 422 && contentType == JsonPatch);
        return isOutdated ? null : Expect(key, answer, patch as JsonObject);
    }

    /// <summary>Deletes an object, unless it is another one by now.</summary>
    public async Task DeleteAsync(ManifestKey key, string apiVersion, string? uid, CancellationToken cancellationToken)
    {
        var path = await PathAsync(key, apiVersion, cancellationToken);
        var body = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions", ["propagationPolicy"] = "Background" };
        if (uid is not null)
        {
            body["preconditions"] = new JsonObject { ["uid"] = uid };
        }

        var answer = await SendAsync(key, new ClusterCall(HttpMethod.Delete, path!) { Body = body }, cancellationToken);
        if (answer.Status is not (404 or 409))
        {
            Expect(key, answer);
        }
    }

    /// <summary>A JSON patch (RFC 6902).</summary>
    public const string JsonPatch = "application/json-patch+json";

    private async Task<string?> PathAsync(ManifestKey key, string apiVersion, CancellationToken cancellationToken) =>
        (await FindAsync(key, apiVersion, cancellationToken))?.Path(key);

    private async Task<ApiResource?> FindAsync(ManifestKey key, string apiVersion, CancellationToken cancellationToken)
    {
        try
        {
            return await resources.FindAsync(apiVersion, key.Kind, cancellationToken);
        }
        catch (ClusterUnreachableException e)
        {
            throw Refused(AnswerFault.Unavailable(key, e.Message));
        }
    }

    private async Task<ClusterAnswer> SendAsync(ManifestKey key, ClusterCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.SendAsync(call, cancellationToken);
        }
        catch (ClusterUnreachableException e)
        {
            throw Refused(AnswerFault.Unavailable(key, e.Message));
        }
    }

    private JsonObject Expect(ManifestKey key, ClusterAnswer answer, JsonObject? sent = null) =>
        answer is { IsSuccess: true, Body: { } body } ? body : throw Refused(AnswerFault.Of(key, answer, sent));

    private ManifestsRefusedException Unknown(Manifest manifest) => Refused(AnswerFault.UnknownKind(manifest));

    private ManifestsRefusedException Refused(ManifestFault fault) => new(connection.Server, [fault], 1, isBeforeAnything: false);
}
