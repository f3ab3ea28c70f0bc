namespace TutorPipeline.Tutor.Cluster.Access.Rights;

/// <summary>What may be done with some kinds of objects, and who needs it.</summary>
public sealed record AccessRule
{
    /// <summary>Makes a rule.</summary>
    /// <param name="group">The API group; empty for the core one.</param>
    /// <param name="resources">The kinds as the API server names them: plurals, with a subresource after <c>/</c>.</param>
    /// <param name="verbs">What may be done.</param>
    /// <param name="reason">Which class does that, for the reader of the role; one line.</param>
    /// <param name="names">The only objects for which it holds; none for all of them. A list or a watch never has a name.</param>
    /// <exception cref="ArgumentException">The rule says nothing, or says more than a person would grant.</exception>
    public AccessRule(
        string group, IReadOnlyList<string> resources, IReadOnlyList<AccessVerb> verbs, string reason, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(resources);
        ArgumentNullException.ThrowIfNull(verbs);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        (Group, Resources, Verbs, Reason, Names) = (group, resources, verbs, reason, names ?? []);
        Check(resources.Count > 0 && verbs.Count > 0, "A rule needs kinds and verbs; name at least one of each.");
        Check(
            !group.Contains('*', StringComparison.Ordinal) && !resources.Any(resource => resource.Contains('*', StringComparison.Ordinal)),
            "A rule for everything grants more than a deploy needs; name each kind.");
        Check(!reason.Contains('\n', StringComparison.Ordinal), "The reason becomes a comment; write it in one line.");
        Check(
            Names.Count == 0 || verbs.All(verb => verb is AccessVerb.Get or AccessVerb.Patch or AccessVerb.Delete),
            "The API server knows no names of objects that are listed, watched or made; put these verbs into a rule without names.");
    }

    /// <summary>The API group; empty for the core one.</summary>
    public string Group { get; }

    /// <summary>The kinds, such as <c>deployments</c> or <c>pods/log</c>.</summary>
    public IReadOnlyList<string> Resources { get; }

    /// <summary>What may be done.</summary>
    public IReadOnlyList<AccessVerb> Verbs { get; }

    /// <summary>Which class does that.</summary>
    public string Reason { get; }

    /// <summary>The only objects for which it holds; empty for all.</summary>
    public IReadOnlyList<string> Names { get; }

    private static void Check(bool isFine, string complaint)
    {
        if (!isFine)
        {
            throw new ArgumentException(complaint);
        }
    }
}
