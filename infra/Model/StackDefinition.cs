using System.Text.Json;

namespace TutorPipeline.Infra.Model;

/// <summary>Where a stack lives and what all of its resources carry.</summary>
/// <param name="Namespace">What the names of resources start with, such as <c>courses-yourschool-virginia</c>.</param>
/// <param name="Region">The AWS region, such as <c>us-east-1</c>.</param>
/// <param name="AccountId">The only AWS account in which the stack may be applied: twelve digits.</param>
/// <param name="Tags">The tags of every resource, in order.</param>
public sealed record StackScope(string Namespace, string Region, string AccountId, IReadOnlyList<KeyValuePair<string, string>> Tags)
{
    /// <summary>The part of AWS that the region belongs to, as it stands in ARNs.</summary>
    public string Partition => Region switch
    {
        _ when Region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
        _ when Region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
        _ => "aws",
    };
}

/// <summary>A set of resources with a state of its own, whichever engine carries it out.</summary>
/// <param name="Name">Its name in lower case, such as <c>network</c>.</param>
/// <param name="Scope">Where it lives.</param>
/// <param name="Providers">Provider configurations beside the stack's own.</param>
/// <param name="DataSources">What it looks up.</param>
/// <param name="Resources">What it makes, in the order of its author.</param>
/// <param name="Inputs">What it takes from other stacks, and its secrets.</param>
/// <param name="Outputs">What it hands to others.</param>
/// <param name="PlaceholdersFrom">
/// The targets whose outputs are placeholders here, sorted; not empty means: may be shown, never applied.
/// </param>
public record StackDefinition(
    string Name,
    StackScope Scope,
    IReadOnlyList<ProviderAlias> Providers,
    IReadOnlyList<DataSource> DataSources,
    IReadOnlyList<Resource> Resources,
    IReadOnlyList<StackInput> Inputs,
    IReadOnlyList<StackOutput> Outputs,
    IReadOnlyList<string> PlaceholdersFrom);

/// <summary>A stack whose outputs are a record.</summary>
/// <typeparam name="TOutputs">The record.</typeparam>
public sealed record StackDefinition<TOutputs> : StackDefinition
{
    private readonly Func<OutputReader, TOutputs> read;

    internal StackDefinition(StackDefinition stack, Func<OutputReader, TOutputs> read)
        : base(stack) => this.read = read;

    /// <summary>Makes the record from what the engine says after an apply.</summary>
    /// <param name="values">The value of every output by its name.</param>
    /// <returns>The outputs.</returns>
    /// <exception cref="StackOutputException">An output is missing or of another type.</exception>
    public TOutputs ReadOutputs(IReadOnlyDictionary<string, JsonElement> values) => read(new OutputReader(Name, values));
}
