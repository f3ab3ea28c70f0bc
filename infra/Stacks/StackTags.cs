namespace TutorPipeline.Infra.Stacks;

/// <summary>The tags that every resource of a platform carries; a resource's own <c>Name</c> comes on top.</summary>
public static class StackTags
{
    /// <summary>Makes the tags, in the order in which they are written.</summary>
    /// <param name="platform">The platform's name, such as <c>yourschool</c>.</param>
    /// <param name="platformRegion">The platform's region, such as <c>virginia</c>; not the AWS region.</param>
    /// <param name="environment">The environment, such as <c>courses</c>.</param>
    /// <returns>The tags.</returns>
    public static IReadOnlyList<KeyValuePair<string, string>> For(string platform, string platformRegion, string environment) =>
    [
        new("Platform", platform),
        new("Platform-Region", platformRegion),
        new("Environment", environment),
        new("ManagedBy", "TutorPipeline"),
    ];
}
