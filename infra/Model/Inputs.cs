using System.Text.Json.Nodes;

namespace TutorPipeline.Infra.Model;

/// <summary>What another stack handed over: its outputs, or placeholders of the same shape while it does not exist.</summary>
/// <typeparam name="TOutputs">The other stack's outputs.</typeparam>
/// <param name="Outputs">The outputs or the placeholders.</param>
/// <param name="PlaceholdersFrom">
/// The target after which the outputs are known, such as <c>ProvisionNetwork</c>; null when they are known.
/// </param>
public sealed record Upstream<TOutputs>(TOutputs Outputs, string? PlaceholdersFrom = null)
{
    /// <summary>The outputs; nothing of them while they are placeholders.</summary>
    public TOutputs? Known => PlaceholdersFrom is null ? Outputs : default;
}

/// <summary>A value that a stack takes from outside.</summary>
public abstract class StackInput : IReferable
{
    internal StackInput(string name, string description)
    {
        if (!Names.IsLogicalName(name))
        {
            throw new ArgumentException(
                $"'{name}' cannot name an input: lower-case letters, digits and underscores, starting with a letter.");
        }

        Name = name;
        Description = description;
    }

    /// <summary>Its name within the stack.</summary>
    public string Name { get; }

    /// <summary>What it is, in a sentence.</summary>
    public string Description { get; }

    /// <inheritdoc/>
    public string ElementAddress => $"var.{Name}";

    /// <summary>The target after which the value is known, such as <c>ProvisionNetwork</c>; null when it is known.</summary>
    public string? KnownAfter { get; internal init; }

    /// <summary>Whether the value travels in the environment and is shown nowhere.</summary>
    public virtual bool IsSecret => false;

    /// <summary>Whether the value may only reach write-only arguments and is in no state and no plan.</summary>
    public virtual bool IsEphemeral => false;

    /// <summary>Whether it is a list of texts rather than one text.</summary>
    internal virtual bool IsList => false;

    /// <summary>The value; null for a secret.</summary>
    internal virtual JsonNode? ToJson() => null;
}

/// <summary>A text, or a list of texts, that comes from another stack.</summary>
internal sealed class PlainInput(string name, string description, JsonNode value) : StackInput(name, description)
{
    internal override bool IsList => value is JsonArray;

    internal override JsonNode ToJson() => value.DeepClone();
}

/// <summary>A secret that a resource can only take as an ordinary argument; the engine's state will hold it.</summary>
internal sealed class SensitiveInput(string name, string description) : StackInput(name, description)
{
    public override bool IsSecret => true;
}

/// <summary>A secret for write-only arguments. It cannot be put anywhere else, and so is in no state and no plan.</summary>
public sealed class SecretInput : StackInput
{
    internal SecretInput(string name, string description)
        : base(name, description)
    {
    }

    /// <inheritdoc/>
    public override bool IsSecret => true;

    /// <inheritdoc/>
    public override bool IsEphemeral => true;

    /// <summary>The reference that a write-only argument holds.</summary>
    internal Node Node => new ReferenceNode(new ElementStep(this));
}
