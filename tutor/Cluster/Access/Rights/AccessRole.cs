namespace TutorPipeline.Tutor.Cluster.Access.Rights;

/// <summary>A ClusterRole: a name for rules that are bound together.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Purpose">What it is for and how it is bound, for the reader of the file; lines.</param>
/// <param name="Rules">What it allows.</param>
public sealed record AccessRole(string Name, IReadOnlyList<string> Purpose, IReadOnlyList<AccessRule> Rules);
