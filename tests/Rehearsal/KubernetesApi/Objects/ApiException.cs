using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Resources;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>An answer that is a failure, in the shape of a real server's <c>Status</c>.</summary>
public sealed class ApiException : Exception
{
    private readonly string? reason;
    private readonly JsonObject? details;

    internal ApiException(int code, string? reason, string message, JsonObject? details = null)
        : base(message)
    {
        Code = code;
        this.reason = reason;
        this.details = details;
    }

    internal int Code { get; }

    /// <summary>Seconds for a Retry-After header.</summary>
    internal int? RetryAfter { get; init; }

    internal static ApiException NotFound(ResourceType resource, string name) =>
        new(404, "NotFound", $"{resource.QualifiedName} \"{name}\" not found", Details(resource, name));

    internal static ApiException AlreadyExists(ResourceType resource, string name) =>
        new(409, "AlreadyExists", $"{resource.QualifiedName} \"{name}\" already exists", Details(resource, name));

    internal static ApiException Conflict(ResourceType resource, string name, string why = Modified) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {resource.QualifiedName} \"{name}\": {why}", Details(resource, name));

    internal static ApiException Forbidden(ResourceType resource, string name, string why, JsonArray? causes = null)
    {
        var details = Details(resource, name);
        if (causes is not null)
        {
            details["causes"] = causes;
        }

        return new(403, "Forbidden", $"{resource.QualifiedName} \"{name}\" is forbidden: {why}", details);
    }

    internal static ApiException BadRequest(string message) => new(400, "BadRequest", message);

    internal static ApiException Invalid(
        ResourceType resource, string name, IReadOnlyList<(string Field, string Message, string Reason)> faults)
    {
        var causes = new JsonArray();
        var lines = new List<string>();
        foreach (var (field, message, reason) in faults)
        {
            causes.Add(new JsonObject { ["reason"] = reason, ["message"] = message, ["field"] = field });
            lines.Add($"{field}: {message}");
        }

        var text = lines.Count == 1 ? lines[0] : $"[{string.Join(", ", lines)}]";
        var details = new JsonObject { ["name"] = name };
        if (resource.Group.Length > 0)
        {
            details["group"] = resource.Group;
        }

        details["kind"] = resource.Kind;
        details["causes"] = causes;
        return new(422, "Invalid", $"{resource.QualifiedKind} \"{name}\" is invalid: {text}", details);
    }

    internal JsonObject ToStatus()
    {
        var status = new JsonObject
        {
            ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Failure", ["message"] = Message,
        };
        if (reason is not null)
        {
            status["reason"] = reason;
        }

        if (details is not null)
        {
            status["details"] = details.DeepClone();
        }

        status["code"] = Code;
        return status;
    }

    private const string Modified = "the object has been modified; please apply your changes to the latest version and try again";

    private static JsonObject Details(ResourceType resource, string name)
    {
        var details = new JsonObject { ["name"] = name };
        if (resource.Group.Length > 0)
        {
            details["group"] = resource.Group;
        }

        details["kind"] = resource.Name;
        return details;
    }
}
