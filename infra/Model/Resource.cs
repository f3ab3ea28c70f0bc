namespace TutorPipeline.Infra.Model;

/// <summary>Something that is made, changed and removed.</summary>
public abstract class Resource : Element
{
    internal Resource(string resourceType, string logicalName)
        : base(resourceType, logicalName)
    {
    }

    /// <inheritdoc/>
    public override string ElementAddress => $"{ElementType}.{LogicalName}";

    /// <summary>Rules about its making and removal; null for the ordinary ones.</summary>
    public Lifecycle? Lifecycle { get; init; }
}

/// <summary>Something that is only looked up.</summary>
public abstract class DataSource : Element
{
    internal DataSource(string dataType, string logicalName)
        : base(dataType, logicalName)
    {
    }

    /// <inheritdoc/>
    public override string ElementAddress => $"data.{ElementType}.{LogicalName}";
}

/// <summary>A resource that carries tags; one without a <c>Name</c> gets it from its stack.</summary>
public interface ITaggedResource
{
    /// <summary>Adds a tag unless the author gave it another value.</summary>
    /// <param name="key">The tag's key.</param>
    /// <param name="value">The tag's value.</param>
    void AddDefaultTag(string key, string value);
}

/// <summary>Rules about a resource's making and removal.</summary>
public sealed record Lifecycle
{
    /// <summary>A plan that would remove it is an error.</summary>
    public bool PreventDestroy { get; init; }

    /// <summary>When it has to be made anew, the new one is made before the old one goes.</summary>
    public bool CreateBeforeDestroy { get; init; }

    /// <summary>Arguments, in the schema's words, whose changes made by others are left alone.</summary>
    public IReadOnlyList<string> IgnoreChanges { get; init; } = [];

    /// <summary>Whether every change made by others is left alone.</summary>
    public bool IgnoreAllChanges { get; init; }

    /// <summary>Resources whose replacement replaces this one too.</summary>
    public IReadOnlyList<Resource> ReplaceTriggeredBy { get; init; } = [];
}

/// <summary>A second configuration of the provider within a stack, such as another region.</summary>
/// <param name="Alias">Its name, such as <c>virginia</c>.</param>
/// <param name="Region">The region it works in.</param>
public sealed record ProviderAlias(string Alias, string Region);
