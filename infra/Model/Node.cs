namespace TutorPipeline.Infra.Model;

/// <summary>What an argument is made of; engines write it in their own language.</summary>
internal abstract record Node;

/// <summary>A string, a bool or a double, meant exactly as it stands.</summary>
internal sealed record LiteralNode(object Value) : Node;

/// <summary>What an attribute will be once its owner exists.</summary>
internal sealed record ReferenceNode(AttributePath Path) : Node;

/// <summary>Text with references in it; parts are literals and references.</summary>
internal sealed record TemplateNode(IReadOnlyList<Node> Parts) : Node;

/// <summary>A list or a set of values.</summary>
internal sealed record ListNode(IReadOnlyList<Node> Items) : Node;

/// <summary>A map whose keys are data.</summary>
internal sealed record MapNode(IReadOnlyList<KeyValuePair<string, Node>> Entries) : Node;

/// <summary>A nested block; its keys are the schema's words.</summary>
internal sealed record BlockNode(IReadOnlyList<KeyValuePair<string, Node>> Arguments) : Node;

/// <summary>Several nested blocks of one kind, always written as an array.</summary>
internal sealed record BlockListNode(IReadOnlyList<BlockNode> Blocks) : Node;

/// <summary>Walks what an argument is made of.</summary>
internal static class NodeWalk
{
    /// <summary>Every reference in a node, in order.</summary>
    public static IEnumerable<ReferenceNode> References(this Node node) => node switch
    {
        ReferenceNode reference => [reference],
        TemplateNode template => template.Parts.SelectMany(References),
        ListNode list => list.Items.SelectMany(References),
        MapNode map => map.Entries.SelectMany(entry => entry.Value.References()),
        BlockNode block => block.Arguments.SelectMany(argument => argument.Value.References()),
        BlockListNode blocks => blocks.Blocks.SelectMany(References),
        _ => [],
    };
}
