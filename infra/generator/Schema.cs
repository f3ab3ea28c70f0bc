using System.Text.Json;

namespace TutorPipeline.Infra.Generator;

/// <summary>A provider's resource and data source types by name.</summary>
internal sealed record ProviderSchema(
    IReadOnlyDictionary<string, BlockSchema> Resources, IReadOnlyDictionary<string, BlockSchema> DataSources);

/// <summary>What a resource or a nested block consists of, in the schema's order.</summary>
internal sealed record BlockSchema(IReadOnlyList<AttributeSchema> Attributes, IReadOnlyList<NestedSchema> Blocks);

/// <summary>One attribute; <paramref name="Type"/> is the schema's own notation, such as <c>["list","string"]</c>.</summary>
internal sealed record AttributeSchema(
    string Name, JsonElement Type, bool Required, bool Optional, bool Computed, bool WriteOnly, bool Deprecated, string? Description);

/// <summary>One kind of nested block.</summary>
internal sealed record NestedSchema(string Name, string NestingMode, int MinItems, int MaxItems, bool Deprecated, BlockSchema Block)
{
    /// <summary>Whether at most one may be given.</summary>
    public bool IsSingle => NestingMode is "single" or "group" || MaxItems == 1;
}

/// <summary>The schema or the list of types does not fit; the message says which and what to do.</summary>
internal sealed class SchemaException(string message) : Exception(message);
