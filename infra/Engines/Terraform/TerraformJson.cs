using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Writes a stack as Terraform JSON: the same bytes for the same stack, on every machine.</summary>
public static class TerraformJson
{
    /// <summary>The Terraform versions that can carry the stacks out; write-only arguments came with 1.11.</summary>
    public const string RequiredVersion = ">= 1.11";

    /// <summary>The versions of the AWS provider; the typed resources are made from the schema of the first of them.</summary>
    public const string ProviderVersion = "~> 5.100";

    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions ReadableValues = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a stack.</summary>
    /// <param name="stack">The stack.</param>
    /// <returns>Its files; the backend is not among them.</returns>
    public static StackFiles Emit(StackDefinition stack) => new(
        stack.Name,
        Main(stack),
        Inputs(stack),
        stack.PlaceholdersFrom,
        [.. stack.Resources.Select(resource => resource.ElementAddress)]);

    private static string Main(StackDefinition stack)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            WriteSettings(writer);
            WriteProviders(writer, stack);
            WriteVariables(writer, stack.Inputs);
            WriteElements(writer, "data", stack.DataSources);
            WriteElements(writer, "resource", stack.Resources);
            WriteOutputs(writer, stack.Outputs);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static string Inputs(StackDefinition stack)
    {
        var values = new JsonObject();
        foreach (var input in stack.Inputs.Where(input => !input.IsSecret))
        {
            values[input.Name] = input.ToJson();
        }

        return values.ToJsonString(ReadableValues) + "\n";
    }

    private static void WriteSettings(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("terraform");
        writer.WriteString("required_version", RequiredVersion);
        writer.WriteStartObject("required_providers");
        writer.WriteStartObject("aws");
        writer.WriteString("source", "hashicorp/aws");
        writer.WriteString("version", ProviderVersion);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteProviders(Utf8JsonWriter writer, StackDefinition stack)
    {
        writer.WriteStartObject("provider");
        writer.WriteStartArray("aws");
        WriteProvider(writer, stack.Scope, null, stack.Scope.Region);
        foreach (var provider in stack.Providers)
        {
            WriteProvider(writer, stack.Scope, provider.Alias, provider.Region);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteProvider(Utf8JsonWriter writer, StackScope scope, string? alias, string region)
    {
        writer.WriteStartObject();
        if (alias is not null)
        {
            writer.WriteString("alias", alias);
        }

        writer.WriteString("region", region);
        writer.WriteStartArray("allowed_account_ids");
        writer.WriteStringValue(scope.AccountId);
        writer.WriteEndArray();
        writer.WriteStartObject("default_tags");
        writer.WriteStartObject("tags");
        foreach (var (key, value) in scope.Tags)
        {
            writer.WriteString(TerraformText.Escape(key), TerraformText.Escape(value));
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteVariables(Utf8JsonWriter writer, IReadOnlyList<StackInput> inputs)
    {
        if (inputs.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("variable");
        foreach (var input in inputs)
        {
            writer.WriteStartObject(input.Name);
            writer.WriteString("type", input.IsList ? "list(string)" : "string");
            writer.WriteString("description", input.Description);
            writer.WriteBoolean("nullable", false);
            WriteFlag(writer, "sensitive", input.IsSecret);
            WriteFlag(writer, "ephemeral", input.IsEphemeral);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteElements(Utf8JsonWriter writer, string container, IReadOnlyList<Element> elements)
    {
        if (elements.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(container);
        foreach (var type in elements.GroupBy(element => element.ElementType, StringComparer.Ordinal))
        {
            writer.WriteStartObject(type.Key);
            foreach (var element in type)
            {
                writer.WriteStartObject(element.LogicalName);
                TerraformNode.WriteArguments(writer, element.AssignedArguments);
                TerraformMeta.Write(writer, element);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteOutputs(Utf8JsonWriter writer, IReadOnlyList<StackOutput> outputs)
    {
        if (outputs.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("output");
        foreach (var output in outputs)
        {
            writer.WriteStartObject(output.Name);
            writer.WritePropertyName("value");
            TerraformNode.Write(writer, output.Node);
            WriteFlag(writer, "sensitive", output.IsSensitive);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteFlag(Utf8JsonWriter writer, string name, bool flag)
    {
        if (flag)
        {
            writer.WriteBoolean(name, true);
        }
    }
}
