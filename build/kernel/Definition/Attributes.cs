namespace TutorPipeline.Kernel;

/// <summary>A value that the command line, an environment variable or a parameter file may set.</summary>
/// <param name="description">What it means, with unit, range and an example; shown in <c>--help</c> and in the schema.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ParameterAttribute(string? description = null) : Attribute
{
    /// <summary>The sentence shown in <c>--help</c>.</summary>
    public string? Description { get; } = description;

    /// <summary>Another name than the member's.</summary>
    public string? Name { get; set; }

    /// <summary>What separates the items of an array given as one text; a blank separates arguments anyway.</summary>
    public string? Separator { get; set; }

    /// <summary>Whether <c>--help</c> shows it; true by default.</summary>
    public bool List { get; set; } = true;
}

/// <summary>The parameter is secret: masked in every output, never taken from the command line or from a committed file.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

/// <summary>The parameter must have a value whatever is run.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;
