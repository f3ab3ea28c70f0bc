using System.Text.Json;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.State;

/// <summary>What an engine recorded of a stack that it applied.</summary>
/// <param name="Serial">Counts the changes of the record.</param>
/// <param name="Outputs">The value of every output by its name.</param>
/// <param name="Resources">Every resource on record.</param>
public sealed record StackState(long Serial, IReadOnlyDictionary<string, JsonElement> Outputs, IReadOnlyList<RecordedResource> Resources)
{
    /// <summary>Whether nothing of the stack exists, as after it was destroyed.</summary>
    public bool IsEmpty => Resources.Count == 0;

    /// <summary>
    /// Reads a state in Terraform's format 4, which <c>terraform state pull</c> prints
    /// (https://developer.hashicorp.com/terraform/language/state).
    /// </summary>
    /// <param name="json">The state.</param>
    /// <param name="where">Where it was read from, for messages.</param>
    /// <returns>The state.</returns>
    /// <exception cref="StateUnreadableException">It is no state, or one of another format.</exception>
    public static StackState Parse(ReadOnlySpan<byte> json, string where)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            var version = root.GetProperty("version").GetInt32();
            return version == 4
                ? new StackState(root.GetProperty("serial").GetInt64(), OutputsOf(root), [.. ResourcesOf(root)])
                : throw new StateUnreadableException(where, $"its format is {version}, and only 4 is known");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new StateUnreadableException(where, exception.Message.TrimEnd('.'), exception);
        }
    }

    private static Dictionary<string, JsonElement> OutputsOf(JsonElement root)
    {
        var outputs = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (root.TryGetProperty("outputs", out var stored))
        {
            foreach (var output in stored.EnumerateObject())
            {
                outputs.Add(output.Name, output.Value.GetProperty("value").Clone());
            }
        }

        return outputs;
    }

    private static IEnumerable<RecordedResource> ResourcesOf(JsonElement root)
    {
        if (!root.TryGetProperty("resources", out var resources))
        {
            yield break;
        }

        foreach (var resource in resources.EnumerateArray())
        {
            if (resource.GetProperty("mode").GetString() != "managed")
            {
                continue;
            }

            var address = $"{resource.GetProperty("type").GetString()}.{resource.GetProperty("name").GetString()}";
            foreach (var instance in resource.GetProperty("instances").EnumerateArray())
            {
                yield return new RecordedResource(address, Text(instance, "id"), Text(instance, "arn"))
                {
                    PasswordVersion = Number(instance, "password_wo_version") ?? Number(instance, "master_password_wo_version"),
                };
            }
        }
    }

    private static int? Number(JsonElement instance, string name) =>
        instance.TryGetProperty("attributes", out var attributes) && attributes.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    private static string? Text(JsonElement instance, string name) =>
        instance.TryGetProperty("attributes", out var attributes) && attributes.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>A resource on record.</summary>
/// <param name="Address">Its address, such as <c>aws_vpc.main</c>.</param>
/// <param name="Id">The provider's id of it, such as <c>vpc-0123</c>.</param>
/// <param name="Arn">Its ARN, where the resource type has one.</param>
public sealed record RecordedResource(string Address, string? Id, string? Arn)
{
    /// <summary>Which password it was given last, counted from 1; null for what has none.</summary>
    public int? PasswordVersion { get; init; }
}

/// <summary>A state is there and cannot be read.</summary>
public sealed class StateUnreadableException : PipelineException
{
    internal StateUnreadableException(string where, string why, Exception? innerException = null)
        : base(
            $"The state {where} cannot be read: {why}. It may be half written or of another program; nothing was changed. The state bucket "
            + "keeps earlier versions of it: compare them, restore the last good one, and run the target again.",
            innerException)
    {
    }
}
