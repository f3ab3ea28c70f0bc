using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>Reads who owns which fields of a live object.</summary>
internal static class FieldOwnership
{
    private const string ClientSide = "kubectl-client-side-apply";

    /// <summary>The index of what <c>kubectl apply</c> without <c>--server-side</c> owns; null when it owns nothing.</summary>
    public static int? ClientSideEntry(JsonObject? live) => Find(live, ClientSide, "Update");

    /// <summary>Whether this pipeline has applied the object.</summary>
    public static bool IsOurs(JsonObject? live) => Find(live, ServerSideApply.Manager, "Apply") is not null;

    /// <summary>The fields that this pipeline owns by having applied them.</summary>
    public static JsonNode? OurFields(JsonObject? live) =>
        Find(live, ServerSideApply.Manager, "Apply") is { } index ? Entries(live)[index]?["fieldsV1"] : null;

    /// <summary>Whether anybody else owns a field, by its path in field sets, such as <c>f:spec</c>, <c>f:replicas</c>.</summary>
    public static bool OthersOwn(JsonObject live, params string[] path)
    {
        foreach (var entry in Entries(live))
        {
            var isOurs = (string?)entry?["manager"] == ServerSideApply.Manager && (string?)entry["operation"] == "Apply";
            if (!isOurs && Has(entry?["fieldsV1"], path))
            {
                return true;
            }
        }

        return false;
    }

    public static bool Has(JsonNode? fields, params string[] path)
    {
        foreach (var part in path)
        {
            fields = (fields as JsonObject)?[part];
        }

        return fields is not null;
    }

    public static JsonArray Entries(JsonObject? live) => live?["metadata"]?["managedFields"] as JsonArray ?? [];

    private static int? Find(JsonObject? live, string manager, string operation)
    {
        var entries = Entries(live);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if ((string?)entry?["manager"] == manager && (string?)entry["operation"] == operation && entry["subresource"] is null)
            {
                return i;
            }
        }

        return null;
    }
}
