using System.Security;

namespace TutorPipeline.Infra.Generator;

/// <summary>The sentences over generated members.</summary>
internal static class Documentation
{
    private const string Pages = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs";

    /// <summary>What an attribute is called, whether it must be given, and the first sentence of the schema about it.</summary>
    public static string Of(AttributeSchema attribute, bool readOnly)
    {
        var duty = attribute switch
        {
            _ when readOnly => "known after apply",
            { Required: true } => "required",
            { WriteOnly: true } => "optional, kept in no state",
            { Computed: true } => "optional, chosen by AWS when left out",
            _ => "optional",
        };
        return $"<c>{attribute.Name}</c>: {duty}.{FirstSentence(attribute.Description)}";
    }

    /// <summary>What a block is called and how often it may be given.</summary>
    public static string Of(NestedSchema nested)
    {
        var duty = nested.MinItems > 0 ? "required" : "optional";
        var count = nested.IsSingle ? "one block" : nested.MaxItems > 1 ? $"at most {nested.MaxItems} blocks" : "any number of blocks";
        return $"<c>{nested.Name}</c>: {duty}, {count}.";
    }

    /// <summary>What a class stands for, with the provider's page about it.</summary>
    public static string OfClass(string type, bool isData)
    {
        var (kind, folder) = isData ? ("data source", "data-sources") : ("resource", "resources");
        var page = type.StartsWith("aws_", StringComparison.Ordinal) ? type[4..] : type;
        return $"The {kind} <c>{type}</c>; <see href=\"{Pages}/{folder}/{page}\">its page</see>.";
    }

    private static string FirstSentence(string? description)
    {
        if (string.IsNullOrWhiteSpace(description))
        {
            return string.Empty;
        }

        var line = description.Trim().ReplaceLineEndings(" ");
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        var sentence = (end < 0 ? line : line[..end]).TrimEnd('.');
        return $" {SecurityElement.Escape(sentence)}.";
    }
}
