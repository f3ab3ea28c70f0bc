using System.Text.Json;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Writes arguments: references as lone templates, the only block of a kind as an object, several as an array.</summary>
internal static class TerraformNode
{
    /// <summary>Writes the arguments of a resource or a block.</summary>
    public static void WriteArguments(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, Node>> arguments)
    {
        foreach (var (name, node) in arguments)
        {
            writer.WritePropertyName(name);
            Write(writer, node);
        }
    }

    /// <summary>Writes one value.</summary>
    public static void Write(Utf8JsonWriter writer, Node node)
    {
        switch (node)
        {
            case LiteralNode literal:
                WriteLiteral(writer, literal.Value);
                break;
            case ReferenceNode reference:
                writer.WriteStringValue(TerraformText.Reference(reference.Path));
                break;
            case TemplateNode template:
                writer.WriteStringValue(TerraformText.Template(template));
                break;
            case ListNode list:
                WriteList(writer, list.Items);
                break;
            case MapNode map:
                WriteMap(writer, map);
                break;
            case BlockNode block:
                writer.WriteStartObject();
                WriteArguments(writer, block.Arguments);
                writer.WriteEndObject();
                break;
            case BlockListNode blocks:
                WriteList(writer, blocks.Blocks);
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable<Node> items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }

    // Keys of a map are templates for Terraform as well.
    private static void WriteMap(Utf8JsonWriter writer, MapNode map)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in map.Entries)
        {
            writer.WritePropertyName(TerraformText.Escape(key));
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteLiteral(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(TerraformText.Escape(text));
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            default:
                throw new InvalidOperationException($"Terraform has no literal for a {value.GetType().Name}.");
        }
    }
}
