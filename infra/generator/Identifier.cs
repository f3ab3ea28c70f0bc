namespace TutorPipeline.Infra.Generator;

/// <summary>Turns the schema's words into C# names.</summary>
internal static class Identifier
{
    // What the classes that the generated ones derive from already mean by these names.
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "DependsOn", "ElementAddress", "ElementType", "Equals", "GetHashCode", "GetType", "Lifecycle", "LogicalName", "Provider",
        "ToString",
    };

    /// <summary><c>cidr_block</c> becomes <c>CidrBlock</c>.</summary>
    public static string Pascal(string words) =>
        string.Concat(words.Split(['_', '-'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>The name of a property; one that means something else already ends in <c>Argument</c>.</summary>
    public static string Property(string attribute, bool topLevel)
    {
        var name = Pascal(attribute);
        return topLevel && Taken.Contains(name) ? $"{name}Argument" : name;
    }
}
