using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra;

/// <summary>Says what a stack consists of without any engine: what a plan shows where none is installed.</summary>
public static class StackListing
{
    private const int FactsShown = 2;

    // What tells one resource from its neighbours, the most telling first.
    internal static readonly string[] Telling =
    [
        "cidr_block", "destination_cidr_block", "availability_zone", "name", "identifier", "cluster_identifier", "bucket", "domain_name",
        "addon_name", "version", "node_group_name", "instance_types", "instance_class", "instance_type", "engine", "service_name",
            "principal_arn",
        "policy_arn", "service_account", "traffic_type", "description",
    ];

    /// <summary>One line a resource, as if nothing existed yet.</summary>
    /// <param name="stack">The stack.</param>
    /// <returns>The changes, in the order of the stack.</returns>
    public static IReadOnlyList<Change> Changes(StackDefinition stack)
    {
        var changes = new List<Change>(stack.Resources.Count);
        foreach (var resource in stack.Resources)
        {
            changes.Add(new Change(ChangeKind.Create, $"{stack.Name}/{resource.ElementAddress}", Detail(resource)));
        }

        return changes;
    }

    private static string? Detail(Resource resource)
    {
        var facts = new List<string>(FactsShown);
        foreach (var word in Telling)
        {
            if (facts.Count < FactsShown && Literal(resource.AssignedArguments, word) is { } text)
            {
                facts.Add($"{word.Replace('_', ' ')} {text}");
            }
        }

        if (facts.Count == 0 && NameTag(resource) is { } name)
        {
            facts.Add($"name {name}");
        }

        facts.AddRange(NotKnownYet(resource));
        return facts.Count == 0 ? null : string.Join(", ", facts);
    }

    // What an argument takes from a stack that does not exist yet is said, so that nobody takes a placeholder for a value.
    private static IEnumerable<string> NotKnownYet(Resource resource) =>
        from argument in resource.AssignedArguments
        let target = argument.Value.References().Select(r => (r.Path.Owner as StackInput)?.KnownAfter).FirstOrDefault(t => t is not null)
        where target is not null
        select $"{argument.Key.Replace('_', ' ')} (known after {target})";

    private static string? Literal(IReadOnlyList<KeyValuePair<string, Node>> arguments, string name)
    {
        foreach (var argument in arguments)
        {
            if (argument.Key == name)
            {
                return argument.Value is ListNode { Items: [LiteralNode only] }
                    ? only.Value.ToString()
                    : (argument.Value as LiteralNode)?.Value.ToString();
            }
        }

        return null;
    }

    private static string? NameTag(Resource resource)
    {
        foreach (var argument in resource.AssignedArguments)
        {
            if (argument is { Key: "tags", Value: MapNode tags })
            {
                return Literal(tags.Entries, "Name");
            }
        }

        return null;
    }
}
