namespace TutorPipeline.Infra.Model;

/// <summary>An argument's value: known now, or a reference to what will be known when the other resource exists.</summary>
public abstract class Value
{
    // Starts what ToString says of an unknown value, so that it is recognised when it comes back as if it were a literal.
    internal const string UnknownMark = "\u27e8unknown until applied: ";

    internal Value(Node node) => Node = node;

    /// <summary>What the value is made of.</summary>
    internal Node Node { get; }

    /// <summary>Text with references in it: <c>Value.Format($"{cluster.Name}-nodes")</c>.</summary>
    /// <param name="text">An interpolated string whose holes are literals or references.</param>
    /// <returns>The text; the references in it stay references.</returns>
    public static Value<string> Format(FormatHandler text) => new(text.ToNode());

    /// <summary>
    /// What the value is, for people. A reference cannot become part of a plain C# string; the text that stands here instead is refused
    /// wherever a literal is taken.
    /// </summary>
    /// <returns>The literal, or a sentence that names the reference.</returns>
    public sealed override string ToString() => Describe(Node);

    /// <summary>Makes a literal and refuses text that a reference left behind in a plain interpolated string.</summary>
    internal static LiteralNode Literal(object value)
    {
        if (value is string text && text.Contains(UnknownMark, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"A reference was put into a plain C# string, where it would become literal text: \"{text}\". "
                + "Write Value.Format($\"…\") around the interpolated string, so that it stays a reference.");
        }

        return new LiteralNode(value);
    }

    private static string Describe(Node node) => node switch
    {
        LiteralNode literal => Convert.ToString(literal.Value, System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty,
        ReferenceNode reference => $"{UnknownMark}{reference.Path.Display}\u27e9",
        TemplateNode template => string.Concat(template.Parts.Select(Describe)),
        ListNode list => $"[{string.Join(", ", list.Items.Select(Describe))}]",
        MapNode map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{entry.Key} = {Describe(entry.Value)}"))}}}",
        _ => node.GetType().Name,
    };
}

/// <summary>A single value of one type.</summary>
/// <typeparam name="T"><see cref="string"/>, <see cref="double"/> or <see cref="bool"/>: what a provider's schema knows.</typeparam>
public class Value<T> : Value
    where T : notnull
{
    internal Value(Node node)
        : base(node)
    {
    }

    /// <summary>Takes a value that is known now.</summary>
    /// <param name="literal">The value; text is meant exactly as it stands, <c>${</c> included.</param>
    /// <exception cref="ArgumentException">The text holds what a reference leaves in a plain string.</exception>
    public static implicit operator Value<T>(T literal) => FromLiteral(literal);

    /// <summary>Takes a value that is known now.</summary>
    /// <param name="literal">The value; text is meant exactly as it stands, <c>${</c> included.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The text holds what a reference leaves in a plain string.</exception>
    public static Value<T> FromLiteral(T literal) => new(Literal(literal));
}

/// <summary>A value that another element will have once it exists.</summary>
/// <typeparam name="T">The type of the attribute.</typeparam>
public sealed class Reference<T> : Value<T>
    where T : notnull
{
    internal Reference(AttributePath path)
        : base(new ReferenceNode(path))
    {
    }
}
