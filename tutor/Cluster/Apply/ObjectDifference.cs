using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>How an object of a cluster differs from what is to be applied.</summary>
public enum DifferenceKind
{
    /// <summary>It is not there.</summary>
    Added,

    /// <summary>It is there, and fields would change.</summary>
    Changed,

    /// <summary>An earlier release applied it, and this one does not contain it.</summary>
    Removed,

    /// <summary>Applying it would change nothing.</summary>
    Unchanged,
}

/// <summary>One object and what applying it would do.</summary>
/// <param name="Key">The object.</param>
/// <param name="Kind">What would happen.</param>
/// <param name="Fields">The fields that would change; empty unless it is <see cref="DifferenceKind.Changed"/>.</param>
public sealed record ObjectDifference(ManifestKey Key, DifferenceKind Kind, IReadOnlyList<FieldDifference> Fields)
{
    /// <summary>The object with its namespace, as plans name it, such as <c>deployment/prod/lms</c>.</summary>
    public string Subject => Key.NamespaceName is null ? Key.ToString() : $"{Key.Kind.ToLowerInvariant()}/{Key.NamespaceName}/{Key.Name}";
}

/// <summary>One field that would change. Credentials are masked on both sides already.</summary>
/// <param name="Path">
/// Where it is, as a JSON pointer in which list items are named where their kind names them, such as
/// <c>/spec/template/spec/containers[lms]/image</c>.
/// </param>
/// <param name="Old">The value in the cluster; null when there is none.</param>
/// <param name="New">The value that would be there; null when the field would go.</param>
public sealed record FieldDifference(string Path, string? Old, string? New)
{
    /// <summary>What stands for a value that is a credential.</summary>
    public const string Masked = "(masked)";
}
