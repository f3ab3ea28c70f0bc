using System.Globalization;
using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers;

/// <summary>Short names for what controllers read most.</summary>
internal static class Reading
{
    public static string Name(this JsonObject value) => (string)value["metadata"]!["name"]!;

    public static string? Namespace(this JsonObject value) => (string?)value["metadata"]!["namespace"];

    public static string Uid(this JsonObject value) => (string)value["metadata"]!["uid"]!;

    public static string Kind(this JsonObject value) => (string)value["kind"]!;

    public static bool IsDying(this JsonObject value) => value["metadata"]!["deletionTimestamp"] is not null;

    public static string? Annotation(this JsonObject value, string name) => (string?)value["metadata"]!["annotations"]?[name];

    public static JsonObject Labels(this JsonObject value) => value["metadata"]!["labels"] as JsonObject ?? [];

    public static long Number(this JsonObject value, string part, string field, long otherwise = 0) =>
        value[part]?[field].Whole() ?? otherwise;

    public static IEnumerable<JsonObject> Items(this JsonNode? value, string field) =>
        value?[field] is JsonArray list ? list.OfType<JsonObject>() : [];

    /// <summary>The uid of the controller that owns the object.</summary>
    public static string? ControllerUid(this JsonObject value) =>
        (string?)value["metadata"].Items("ownerReferences").FirstOrDefault(o => (bool?)o["controller"] == true)?["uid"];

    public static JsonObject? Condition(this JsonObject value, string type) =>
        value["status"].Items("conditions").FirstOrDefault(c => (string?)c["type"] == type);

    public static bool IsTrue(this JsonObject value, string type) => (string?)value.Condition(type)?["status"] == "True";

    public static JsonObject OwnerReference(this JsonObject owner) => new()
    {
        ["apiVersion"] = (string?)owner["apiVersion"], ["kind"] = owner.Kind(), ["name"] = owner.Name(), ["uid"] = owner.Uid(),
        ["controller"] = true, ["blockOwnerDeletion"] = true,
    };

    public static string Text(this long number) => number.ToString(CultureInfo.InvariantCulture);
}
