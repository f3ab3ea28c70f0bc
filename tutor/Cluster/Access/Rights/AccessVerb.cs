namespace TutorPipeline.Tutor.Cluster.Access.Rights;

/// <summary>
/// What may be done with objects. There is no word for everything, and none by which somebody could give rights to themselves.
/// </summary>
public enum AccessVerb
{
    /// <summary>Reads one object.</summary>
    Get,

    /// <summary>Reads all objects of a kind.</summary>
    List,

    /// <summary>Follows the changes of all objects of a kind.</summary>
    Watch,

    /// <summary>Makes an object; server-side apply asks for it when the object is not there.</summary>
    Create,

    /// <summary>Changes an object; server-side apply always asks for it.</summary>
    Patch,

    /// <summary>Deletes one object.</summary>
    Delete,
}
