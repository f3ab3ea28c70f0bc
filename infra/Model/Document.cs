using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TutorPipeline.Infra.Model;

/// <summary>
/// A JSON document with references inside its strings, such as an access policy. A reference is put between the quotes as it is, so it must
/// be one whose value needs no escaping in JSON: ARNs, ids, names, addresses.
/// </summary>
public abstract class Document
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Document()
    {
    }

    /// <summary>Takes a text.</summary>
    /// <param name="text">The text, literal.</param>
    public static implicit operator Document(string text) => new Text(Value<string>.FromLiteral(text));

    /// <summary>Takes a number.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator Document(int number) => new Raw(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Takes a truth value.</summary>
    /// <param name="flag">The truth value.</param>
    public static implicit operator Document(bool flag) => new Raw(flag ? "true" : "false");

    /// <summary>Takes a text that may be a reference.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator Document(Value<string> text) => new Text(text);

    /// <summary>The document as an argument: compact JSON text.</summary>
    /// <param name="document">The document.</param>
    public static implicit operator Value<string>(Document document) => document.ToValue();

    /// <summary>A JSON object.</summary>
    /// <param name="members">Its members, in order.</param>
    /// <returns>The document.</returns>
    public static Document Map(params (string Name, Document Value)[] members) => new Members(members);

    /// <summary>A JSON array.</summary>
    /// <param name="items">Its items, in order.</param>
    /// <returns>The document.</returns>
    public static Document List(params Document[] items) => new Items(items);

    /// <summary>A JSON array of texts.</summary>
    /// <param name="items">Its items, in order.</param>
    /// <returns>The document.</returns>
    public static Document List(IEnumerable<string> items) => new Items([.. items.Select(item => (Document)item)]);

    /// <summary>The document as an argument: compact JSON text.</summary>
    /// <returns>A text whose references stay references.</returns>
    public Value<string> ToValue()
    {
        var parts = new List<Node>();
        Write(parts);
        return new Value<string>(Template.Of(parts));
    }

    internal abstract void Write(List<Node> parts);

    private static string Quote(string text) => JsonSerializer.Serialize(text, Readable);

    private sealed class Raw(string json) : Document
    {
        internal override void Write(List<Node> parts) => parts.Add(new LiteralNode(json));
    }

    private sealed class Text(Value<string> value) : Document
    {
        internal override void Write(List<Node> parts)
        {
            parts.Add(new LiteralNode("\""));
            foreach (var part in value.Node is TemplateNode template ? template.Parts : [value.Node])
            {
                parts.Add(part is LiteralNode { Value: string text } ? new LiteralNode(Quote(text)[1..^1]) : part);
            }

            parts.Add(new LiteralNode("\""));
        }
    }

    private sealed class Members((string Name, Document Value)[] members) : Document
    {
        internal override void Write(List<Node> parts)
        {
            for (var index = 0; index < members.Length; index++)
            {
                parts.Add(new LiteralNode((index == 0 ? "{" : ",") + Quote(members[index].Name) + ":"));
                members[index].Value.Write(parts);
            }

            parts.Add(new LiteralNode(members.Length == 0 ? "{}" : "}"));
        }
    }

    private sealed class Items(Document[] items) : Document
    {
        internal override void Write(List<Node> parts)
        {
            for (var index = 0; index < items.Length; index++)
            {
                parts.Add(new LiteralNode(index == 0 ? "[" : ","));
                items[index].Write(parts);
            }

            parts.Add(new LiteralNode(items.Length == 0 ? "[]" : "]"));
        }
    }
}
