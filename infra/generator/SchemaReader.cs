using System.Text.Json;

namespace TutorPipeline.Infra.Generator;

/// <summary>Reads what <c>terraform providers schema -json</c> prints.</summary>
internal static class SchemaReader
{
    /// <summary>Reads the one AWS provider in it.</summary>
    public static async Task<ProviderSchema> ReadAsync(Stream json)
    {
        var root = await JsonSerializer.DeserializeAsync<JsonElement>(json);
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("provider_schemas", out var providers))
        {
            foreach (var provider in providers.EnumerateObject()
                .Where(provider => provider.Name.EndsWith("/hashicorp/aws", StringComparison.Ordinal)))
            {
                return new ProviderSchema(Types(provider.Value, "resource_schemas"), Types(provider.Value, "data_source_schemas"));
            }
        }

        throw new SchemaException(
            "The schema holds no provider hashicorp/aws. Run 'terraform providers schema -json' in a folder "
            + "whose configuration requires it, after 'terraform init'.");
    }

    private static Dictionary<string, BlockSchema> Types(JsonElement provider, string kind) =>
        provider.TryGetProperty(kind, out var types)
            ? types.EnumerateObject().ToDictionary(
                type => type.Name, type => Block(type.Value.GetProperty("block")), StringComparer.Ordinal)
            : [];

    private static BlockSchema Block(JsonElement block) => new(
        [.. Members(block, "attributes").Where(attribute => attribute.Value.TryGetProperty("type", out _)).Select(Attribute)],
        [.. Members(block, "block_types").Select(Nested)]);

    private static IEnumerable<JsonProperty> Members(JsonElement block, string kind) =>
        block.TryGetProperty(kind, out var members) ? members.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal) : [];

    private static AttributeSchema Attribute(JsonProperty attribute) => new(
        attribute.Name,
        attribute.Value.GetProperty("type"),
        Flag(attribute.Value, "required"),
        Flag(attribute.Value, "optional"),
        Flag(attribute.Value, "computed"),
        Flag(attribute.Value, "write_only"),
        Flag(attribute.Value, "deprecated"),
        attribute.Value.TryGetProperty("description", out var description) ? description.GetString() : null);

    private static NestedSchema Nested(JsonProperty nested) => new(
        nested.Name,
        nested.Value.GetProperty("nesting_mode").GetString()!,
        Count(nested.Value, "min_items"),
        Count(nested.Value, "max_items"),
        Flag(nested.Value.GetProperty("block"), "deprecated"),
        Block(nested.Value.GetProperty("block")));

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var flag) && flag.GetBoolean();

    private static int Count(JsonElement element, string name) => element.TryGetProperty(name, out var count) ? count.GetInt32() : 0;
}
