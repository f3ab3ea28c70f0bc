using System.Text;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Text as Terraform's template language reads it, which is every string of its JSON form.</summary>
internal static class TerraformText
{
    /// <summary>Makes literal text mean itself: <c>${</c> and <c>%{</c> would start something.</summary>
    public static string Escape(string text) =>
        text.Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);

    /// <summary>A reference as a template; alone in its string it keeps its type.</summary>
    public static string Reference(AttributePath path) => $"${{{Expression(path)}}}";

    /// <summary>Text with references.</summary>
    public static string Template(TemplateNode template)
    {
        var text = new StringBuilder();
        for (var index = 0; index < template.Parts.Count; index++)
        {
            text.Append(template.Parts[index] switch
            {
                LiteralNode { Value: string literal } => index + 1 < template.Parts.Count ? BeforeReference(literal) : Escape(literal),
                ReferenceNode reference => Reference(reference.Path),
                var other => throw new InvalidOperationException($"A text cannot hold a {other.GetType().Name}."),
            });
        }

        return text.ToString();
    }

    // "$" just before "${reference}" would read as the escape "$${", so the last dollars become an expression of their own.
    private static string BeforeReference(string literal)
    {
        var kept = literal.TrimEnd('$');
        return kept.Length == literal.Length ? Escape(literal) : $"{Escape(kept)}${{\"{literal[kept.Length..]}\"}}";
    }

    private static string Quote(string key) =>
        $"\"{Escape(key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal))}\"";

    private static string Expression(AttributePath path) => path switch
    {
        ElementStep element => element.Element.ElementAddress,
        AttributeStep attribute => $"{Expression(attribute.Parent)}.{attribute.Name}",
        KeyStep key => $"{Expression(key.Parent)}[{Quote(key.Name)}]",
        ItemStep { IsSet: true } item => $"tolist({Expression(item.Parent)})[{item.Index}]",
        ItemStep item => $"{Expression(item.Parent)}[{item.Index}]",
        _ => throw new InvalidOperationException($"{path.Display} is no path that Terraform knows."),
    };
}
