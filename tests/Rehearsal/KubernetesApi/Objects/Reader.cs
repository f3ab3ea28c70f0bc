using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>Answers single reads and lists, whole or page by page.</summary>
internal sealed class Reader(Store store)
{
    public JsonObject Get(Target target)
    {
        var value = store.Get(target.Resource.StorageKey, target.Namespace, target.Name!)
            ?? throw ApiException.NotFound(target.Resource, target.Name!);
        return target.Subresource == "scale" ? Subresources.Scale(value) : As(target, value);
    }

    public JsonObject List(Target target, IQueryCollection query)
    {
        CheckRevision(query["resourceVersion"]);
        var selectors = Selectors.Parse(query["labelSelector"], query["fieldSelector"]);
        var all = store.List(target.Resource.StorageKey, target.Namespace).Where(selectors.Match).ToList();
        var (start, revision) = Continue(query["continue"]);
        var limit = int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var given) && given > 0 ? given : int.MaxValue;
        var rest = all.Where(o => string.CompareOrdinal(Place(target, o), start) >= 0).ToList();
        var page = rest.Take(limit).ToList();
        var metadata = new JsonObject { ["resourceVersion"] = revision ?? store.Revision.ToString(CultureInfo.InvariantCulture) };
        if (page.Count < rest.Count)
        {
            metadata["continue"] = Token((string)metadata["resourceVersion"]!, Place(target, page[^1]));
            if (query["labelSelector"].Count + query["fieldSelector"].Count == 0)
            {
                metadata["remainingItemCount"] = rest.Count - page.Count;
            }
        }

        return new JsonObject
        {
            ["kind"] = target.Resource.Kind + "List", ["apiVersion"] = target.Resource.GroupVersion, ["metadata"] = metadata,
            ["items"] = new JsonArray([.. page.Select(Item)]),
        };
    }

    /// <summary>An object in the version that was asked for.</summary>
    public static JsonObject As(Target target, JsonObject value)
    {
        if ((string?)value["apiVersion"] == target.Resource.GroupVersion)
        {
            return value;
        }

        var copy = value.DeepClone().AsObject();
        copy["apiVersion"] = target.Resource.GroupVersion;
        return copy;
    }

    private void CheckRevision(string? wanted)
    {
        if (long.TryParse(wanted, CultureInfo.InvariantCulture, out var revision) && revision > store.Revision)
        {
            var cause = new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" };
            var details = new JsonObject { ["causes"] = new JsonArray(cause), ["retryAfterSeconds"] = 1 };
            var message = $"Timeout: Too large resource version: {revision}, current: {store.Revision}";
            throw new ApiException(504, "Timeout", message, details) { RetryAfter = 1 };
        }
    }

    /// <summary>Items of a list of built-in kinds say neither kind nor version: the list does.</summary>
    private static JsonNode Item(JsonObject value)
    {
        var item = value.DeepClone().AsObject();
        item.Remove("kind");
        item.Remove("apiVersion");
        return item;
    }

    private static string Place(Target target, JsonObject value)
    {
        var metadata = value["metadata"]!;
        var isAcross = target.Namespace is null && target.Resource.Namespaced;
        return isAcross ? $"{metadata["namespace"]}/{metadata["name"]}" : $"{metadata["name"]}";
    }

    private static string Token(string revision, string last)
    {
        var text = $$"""{"v":"meta.k8s.io/v1","rv":{{revision}},"start":"{{last}}\u0000"}""";
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=');
    }

    private static (string Start, string? Revision) Continue(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return ("", null);
        }

        try
        {
            var padded = token.PadRight((token.Length + 3) / 4 * 4, '=');
            var read = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(padded)))!;
            return ((string)read["start"]!, read["rv"]!.ToString());
        }
        catch (Exception e) when (e is FormatException or System.Text.Json.JsonException or NullReferenceException)
        {
            throw ApiException.BadRequest("continue key is not valid: " + e.Message);
        }
    }
}
