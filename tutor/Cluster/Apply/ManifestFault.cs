using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>Why the cluster did not take an object.</summary>
public enum ManifestFaultKind
{
    /// <summary>Another field manager owns fields that would be changed.</summary>
    Conflict,

    /// <summary>Values are not valid, or may not be changed.</summary>
    Invalid,

    /// <summary>The document does not fit its kind: an unknown field, a field given twice, a wrong type.</summary>
    Misfit,

    /// <summary>The namespace is not there.</summary>
    NamespaceMissing,

    /// <summary>The namespace is being deleted.</summary>
    NamespaceEnding,

    /// <summary>The cluster does not know the kind.</summary>
    UnknownKind,

    /// <summary>The credentials are wrong, or do not suffice.</summary>
    Refused,

    /// <summary>The cluster did not answer.</summary>
    Unavailable,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>One object that the cluster did not take.</summary>
/// <param name="Key">The object.</param>
/// <param name="Kind">Why.</param>
/// <param name="Facts">What the cluster said, by field where it named fields; no credentials.</param>
/// <param name="WayOut">What to do about it: one sentence with its full stop.</param>
public sealed record ManifestFault(ManifestKey Key, ManifestFaultKind Kind, string Facts, string WayOut);
