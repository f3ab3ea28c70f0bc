using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Costs;

/// <summary>Reads literal arguments of resources and blocks; what is only known later reads as null.</summary>
internal static class ArgumentReading
{
    public static string? Text(this Resource resource, string name) => Literal(resource.AssignedArguments, name) as string;

    public static double? Number(this Resource resource, string name) => ToNumber(Literal(resource.AssignedArguments, name));

    public static bool? Flag(this Resource resource, string name) => Literal(resource.AssignedArguments, name) as bool?;

    public static double? Number(this BlockNode block, string name) => ToNumber(Literal(block.Arguments, name));

    public static bool? Flag(this BlockNode block, string name) => Literal(block.Arguments, name) as bool?;

    /// <summary>The literal texts of a list.</summary>
    public static IEnumerable<string> Texts(this Resource resource, string name) =>
        Find(resource.AssignedArguments, name) is ListNode list
            ? list.Items.OfType<LiteralNode>().Select(item => item.Value).OfType<string>() : [];

    /// <summary>The length of a list, whatever its items are; null for a list that is a reference as a whole.</summary>
    public static double? Count(this Resource resource, string name) =>
        Find(resource.AssignedArguments, name) is ListNode list ? list.Items.Count : null;

    /// <summary>The only block, or the first.</summary>
    public static BlockNode? Block(this Resource resource, string name) => First(Blocks(resource, name));

    public static BlockNode? Block(this BlockNode block, string name) => First(ToBlocks(Find(block.Arguments, name)));

    public static IReadOnlyList<BlockNode> Blocks(this Resource resource, string name) => ToBlocks(Find(resource.AssignedArguments, name));

    private static BlockNode? First(IReadOnlyList<BlockNode> blocks) => blocks.Count > 0 ? blocks[0] : null;

    private static IReadOnlyList<BlockNode> ToBlocks(Node? node) => node switch
    {
        BlockNode block => [block],
        BlockListNode list => list.Blocks,
        _ => [],
    };

    private static Node? Find(IReadOnlyList<KeyValuePair<string, Node>> arguments, string name) =>
        arguments.LastOrDefault(argument => argument.Key == name).Value;

    private static object? Literal(IReadOnlyList<KeyValuePair<string, Node>> arguments, string name) =>
        (Find(arguments, name) as LiteralNode)?.Value;

    private static double? ToNumber(object? value) => value as double?;
}
