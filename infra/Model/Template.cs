using System.Globalization;
using System.Text;

namespace TutorPipeline.Infra.Model;

/// <summary>Joins literals and references to one text.</summary>
internal static class Template
{
    /// <summary>Joins neighbouring literals, so that engines see the text between two references as one piece.</summary>
    public static Node Of(IEnumerable<Node> nodes)
    {
        var parts = new List<Node>();
        var text = new StringBuilder();
        foreach (var node in nodes.SelectMany(Flatten))
        {
            if (node is LiteralNode literal)
            {
                text.Append(Convert.ToString(literal.Value, CultureInfo.InvariantCulture));
                continue;
            }

            Flush();
            parts.Add(node);
        }

        if (parts.Count == 0)
        {
            return new LiteralNode(text.ToString());
        }

        Flush();
        return new TemplateNode(parts);

        void Flush()
        {
            if (text.Length > 0)
            {
                parts.Add(new LiteralNode(text.ToString()));
                text.Clear();
            }
        }
    }

    private static IEnumerable<Node> Flatten(Node node) => node is TemplateNode template ? template.Parts.SelectMany(Flatten) : [node];
}
