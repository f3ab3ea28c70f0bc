using System.Runtime.CompilerServices;

namespace TutorPipeline.Infra.Model;

/// <summary>
/// Collects an interpolated string without turning its references into text; the compiler calls it for <see cref="Value.Format"/>.
/// </summary>
[InterpolatedStringHandler]
public sealed class FormatHandler
{
    private readonly List<Node> parts;

    /// <summary>Starts an empty text.</summary>
    /// <param name="literalLength">How many characters stand between the holes.</param>
    /// <param name="formattedCount">How many holes there are.</param>
    public FormatHandler(int literalLength, int formattedCount) =>
        parts = new List<Node>((formattedCount * 2) + (literalLength > 0 ? 1 : 0));

    /// <summary>Adds what stands between two holes.</summary>
    /// <param name="value">Literal text.</param>
    public void AppendLiteral(string value) => Append(Value.Literal(value));

    /// <summary>Adds a literal hole.</summary>
    /// <param name="value">Literal text.</param>
    public void AppendFormatted(string value) => Append(Value.Literal(value));

    /// <summary>Adds a literal number.</summary>
    /// <param name="value">A whole number.</param>
    public void AppendFormatted(int value) => Append(new LiteralNode(value.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Adds a value, known or not.</summary>
    /// <param name="value">The value.</param>
    public void AppendFormatted(Value<string> value) => Append(value.Node);

    /// <summary>Adds a value, known or not.</summary>
    /// <param name="value">The value.</param>
    public void AppendFormatted(Value<double> value) => Append(value.Node);

    /// <summary>The whole text: one literal when nothing in it is unknown.</summary>
    internal Node ToNode() => Template.Of(parts);

    private void Append(Node node) => parts.Add(node);
}
