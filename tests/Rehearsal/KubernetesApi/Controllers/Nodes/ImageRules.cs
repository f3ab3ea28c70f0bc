using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

/// <summary>The rules for images; of those that fit, the one that came last counts. They are kept with the store's state.</summary>
internal sealed partial class ImageRules(Store store)
{
    private const string Setting = "images";

    /// <summary>Adds one rule, or a list of them.</summary>
    public JsonObject Add(JsonNode? body)
    {
        JsonObject[] given = body switch
        {
            JsonArray list => [.. list.OfType<JsonObject>()],
            JsonObject one => [one],
            _ => throw ApiException.BadRequest("a rule for images is a JSON object, or a list of them"),
        };
        foreach (var rule in given)
        {
            ImageRule.Read(rule);
        }

        lock (store.Gate)
        {
            store.Set(Setting, new JsonArray([.. Rules.Concat(given).Select(r => r.DeepClone())]));
            return List();
        }
    }

    public JsonObject Clear()
    {
        lock (store.Gate)
        {
            store.Set(Setting, new JsonArray());
            return List();
        }
    }

    public JsonObject List()
    {
        lock (store.Gate)
        {
            return new JsonObject { ["images"] = new JsonArray([.. Rules.Select(r => r.DeepClone())]) };
        }
    }

    public ImageRule For(string image) =>
        Rules.Select(ImageRule.Read).LastOrDefault(r => r.Fits(image)) ?? ImageRule.Works;

    /// <summary>Whether a container engine can make sense of the name.</summary>
    public static bool IsName(string image) => ValidName().IsMatch(image);

    private IEnumerable<JsonObject> Rules => (store.Setting(Setting) as JsonArray ?? []).OfType<JsonObject>();

    [GeneratedRegex(
        @"^([A-Za-z0-9.-]+(:[0-9]+)?/)?[a-z0-9]+([._/-]+[a-z0-9]+)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$")]
    private static partial Regex ValidName();
}
