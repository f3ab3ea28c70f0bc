using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Secrets;

/// <summary>Where the value of one key comes from.</summary>
public abstract record KeySource
{
    private protected KeySource()
    {
    }

    /// <summary>What a plan says about it, never a value.</summary>
    public abstract string Description { get; }
}

/// <summary>Made once, when the key is missing, and never made again but by rotation.</summary>
/// <param name="What">What is made, such as <c>16 characters</c>.</param>
/// <param name="Make">Makes it.</param>
public sealed record GeneratedKey(string What, Func<Secret> Make) : KeySource
{
    /// <summary>Whether the value reaches Tutor's templates, which insert it unescaped.</summary>
    public bool IsPassword { get; init; }

    /// <inheritdoc/>
    public override string Description => $"generated, {What}";
}

/// <summary>Follows from the environment's settings.</summary>
/// <param name="Value">The value.</param>
/// <param name="IsFollowed">Whether a stored value changes with the settings; otherwise the first one stays.</param>
public sealed record KnownKey(string Value, bool IsFollowed = true) : KeySource
{
    /// <inheritdoc/>
    public override string Description => "from the settings";
}

/// <summary>A result of an earlier or later target; the key is left out until it is known, and follows it then.</summary>
/// <param name="Value">The value; null while it is not known.</param>
/// <param name="Target">The target that makes it known, such as <c>ProvisionMySql</c>.</param>
public sealed record AwaitedKey(string? Value, string Target) : KeySource
{
    /// <inheritdoc/>
    public override string Description => Value is null ? $"known after {Target}" : $"from {Target}";
}

/// <summary>The same as in another environment's Secret, whose server is shared.</summary>
/// <param name="From">That Secret.</param>
public sealed record CopiedKey(SecretAddress From) : KeySource
{
    /// <inheritdoc/>
    public override string Description => $"copied from {From}";
}

/// <summary>Calculated from other keys of the same Secret.</summary>
/// <param name="What">How, such as <c>HMAC of …</c>.</param>
/// <param name="Calculate">Calculates it from the other keys.</param>
public sealed record DerivedKey(string What, Func<IReadOnlyDictionary<string, Secret>, Secret> Calculate) : KeySource
{
    /// <inheritdoc/>
    public override string Description => What;
}
