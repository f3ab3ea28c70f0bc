using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Infra.Model;

/// <summary>
/// Something with arguments and attributes. Setting a property gives the argument; reading it gives a reference to the attribute.
/// </summary>
public abstract class Arguments
{
    private readonly List<KeyValuePair<string, Node>> arguments = [];
    private AttributePath? path;

    internal Arguments(AttributePath? path) => this.path = path;

    /// <summary>The arguments in the order in which they were set.</summary>
    internal IReadOnlyList<KeyValuePair<string, Node>> AssignedArguments => arguments;

    /// <summary>Says where the attributes are read from.</summary>
    private protected void ReadFrom(AttributePath origin) => path = origin;

    /// <summary>Reads a text attribute.</summary>
    internal Reference<string> ReadText(string name) => new(PathTo(name));

    /// <summary>Reads a number attribute.</summary>
    internal Reference<double> ReadNumber(string name) => new(PathTo(name));

    /// <summary>Reads a truth attribute.</summary>
    internal Reference<bool> ReadFlag(string name) => new(PathTo(name));

    /// <summary>Reads a list attribute.</summary>
    internal ListReference<T> ReadList<T>(string name)
        where T : notnull => new(PathTo(name), isSet: false);

    /// <summary>Reads a set attribute.</summary>
    internal ListReference<T> ReadSet<T>(string name)
        where T : notnull => new(PathTo(name), isSet: true);

    /// <summary>Reads a map attribute.</summary>
    internal MapValue<T> ReadMap<T>(string name)
        where T : notnull => new(PathTo(name));

    /// <summary>The path of an attribute, for nested blocks.</summary>
    internal AttributePath PathTo(string name) =>
        path?.Attribute(name)
        ?? throw new InvalidOperationException(
            $"The attribute '{name}' was read from a block before it belongs to a resource. Read it through the resource instead.");

    /// <summary>Assigns an argument; null leaves it out.</summary>
    internal void Assign(string name, Value? value) => Put(name, value?.Node);

    /// <summary>Assigns an argument; null leaves it out.</summary>
    internal void Assign<T>(string name, MapValue<T>? value)
        where T : notnull => Put(name, value?.Node);

    /// <summary>Assigns a write-only argument; null leaves it out.</summary>
    internal void Assign(string name, SecretInput? value) => Put(name, value?.Node);

    /// <summary>Assigns the only block of its kind; null leaves it out.</summary>
    internal void Assign(string name, Block? value) => Put(name, value is null ? null : new BlockNode(value.AssignedArguments));

    /// <summary>Assigns the blocks of one kind; null or none leaves them out.</summary>
    internal void Assign<T>(string name, BlockList<T>? value)
        where T : Block
    {
        var blocks = value?.Blocks.Select(block => new BlockNode(block.AssignedArguments)).ToList() ?? [];
        Put(name, blocks.Count == 0 ? null : new BlockListNode(blocks));
    }

    /// <summary>Adds an entry to a map argument unless it is there.</summary>
    internal void AssignDefault(string name, string key, string value)
    {
        var given = arguments.Find(argument => argument.Key == name).Value;
        if (given is null or MapNode)
        {
            var entries = (given as MapNode)?.Entries ?? [];
            if (!entries.Any(entry => entry.Key == key))
            {
                Put(name, new MapNode([KeyValuePair.Create<string, Node>(key, Value.Literal(value)), .. entries]));
            }
        }
    }

    /// <summary>Replaces or removes an argument.</summary>
    internal void Put(string name, Node? node)
    {
        var index = arguments.FindIndex(argument => argument.Key == name);
        if (index >= 0)
        {
            arguments.RemoveAt(index);
        }

        if (node is not null)
        {
            arguments.Insert(index >= 0 ? index : arguments.Count, KeyValuePair.Create(name, node));
        }
    }
}

/// <summary>A nested block of a resource, as its author gives it or as others read it.</summary>
public abstract class Block : Arguments
{
    internal Block(AttributePath? path = null)
        : base(path)
    {
    }
}

/// <summary>What resources and data sources have in common: a type, a name, an address.</summary>
public abstract class Element : Arguments, IReferable
{
    private readonly string elementType;

    [SuppressMessage("Usage", "CA2214", Justification = "the path only keeps a reference to the element; nothing is called")]
    internal Element(string elementType, string logicalName)
        : base(null)
    {
        if (!Names.IsLogicalName(logicalName))
        {
            throw new ArgumentException(
                $"'{logicalName}' cannot name a {elementType}: a logical name is lower-case letters, digits and underscores, "
                + "and starts with a letter.");
        }

        this.elementType = elementType;
        LogicalName = logicalName;
        ReadFrom(new ElementStep(this));
    }

    /// <summary>The provider's word for its type, such as <c>aws_vpc</c>.</summary>
    public string ElementType => elementType;

    /// <summary>Its name within the stack, unique for its type.</summary>
    public string LogicalName { get; }

    /// <inheritdoc/>
    public abstract string ElementAddress { get; }

    /// <summary>What it waits for although none of its arguments refers to it.</summary>
    public IReadOnlyList<Element> DependsOn { get; init; } = [];

    /// <summary>The provider configuration it uses; null for the stack's own.</summary>
    public ProviderAlias? Provider { get; init; }
}
