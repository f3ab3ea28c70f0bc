namespace TutorPipeline.Rehearsal.KubernetesApi.Fields;

/// <summary>What kind of value a field holds, and how two managers may share it.</summary>
internal enum SchemaKind
{
    /// <summary>Text, a number, a switch, or something that is taken as one value whatever it is.</summary>
    Scalar,

    /// <summary>Declared fields.</summary>
    Struct,

    /// <summary>Free keys.</summary>
    Map,

    /// <summary>A list that is one value.</summary>
    AtomicList,

    /// <summary>A list whose items are told apart by some of their fields.</summary>
    KeyedList,

    /// <summary>A list of scalars without order or repetition.</summary>
    Set,
}

/// <summary>The shape of one value in an object: what it may hold and how it merges.</summary>
internal sealed class Schema
{
    private readonly Lazy<IReadOnlyDictionary<string, Schema>>? fields;

    private readonly Lazy<Schema>? element;

    public Schema(SchemaKind kind, string? scalar = null) => (Kind, Scalar) = (kind, scalar);

    public Schema(Func<IReadOnlyDictionary<string, Schema>> fields, bool atomic)
    {
        Kind = SchemaKind.Struct;
        IsAtomic = atomic;
        this.fields = new(fields);
    }

    public Schema(SchemaKind kind, Func<Schema> element, bool atomic = false)
    {
        Kind = kind;
        IsAtomic = atomic;
        this.element = new(element);
    }

    public static Schema Anything { get; } = new(SchemaKind.Scalar);

    public SchemaKind Kind { get; }

    /// <summary><c>string</c>, <c>numeric</c> or <c>boolean</c>; null when any value will do.</summary>
    public string? Scalar { get; }

    /// <summary>Whether a struct or map is owned as a whole.</summary>
    public bool IsAtomic { get; }

    /// <summary>The fields that tell items of a keyed list apart, with the value of one that is left out.</summary>
    public IReadOnlyList<(string Name, string? Default)> Keys { get; init; } = [];

    /// <summary>Whether ownership ends here: the value belongs to somebody as a whole.</summary>
    public bool IsLeaf => IsAtomic || Kind is SchemaKind.Scalar or SchemaKind.AtomicList;

    public IReadOnlyDictionary<string, Schema> Fields => fields!.Value;

    public Schema Element => element!.Value;

    /// <summary>The schema of a field or key; null when the field is not declared.</summary>
    public Schema? Child(string name) => Kind switch
    {
        SchemaKind.Struct => Fields.GetValueOrDefault(name),
        SchemaKind.Map => Element,
        _ => Anything,
    };
}
