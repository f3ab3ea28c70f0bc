using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Definition;
using TutorPipeline.Kernel.Invocation;

namespace TutorPipeline.Kernel.Planning;

/// <summary>Checks before anything starts what scheduled targets and the build require; finds all faults, not the first.</summary>
internal sealed class RequirementCheck(object build, ParameterCatalog catalog, InvocationResult invocation)
{
    private readonly List<string> faults = [];

    /// <summary>One sentence for everything that is missing or wrong.</summary>
    public IReadOnlyList<string> Faults(ExecutionPlan plan)
    {
        CheckRequiredMembers();
        foreach (var entry in plan.Entries)
        {
            if (!entry.IsScheduled)
                continue;
            CheckEnvironment(entry.Target);
            foreach (var requirement in entry.Target.Requirements)
                CheckRequirement(entry.Name, requirement);
        }

        if (build is IParameterRules rules)
            CheckRules(rules);
        return faults;
    }

    private void CheckRequiredMembers()
    {
        foreach (var parameter in catalog.Parameters)
        {
            if (parameter.IsRequired && TryRead(() => parameter.ReadFrom(build), out var value, out _) && IsMissing(value))
                Add($"{parameter.Name} is required. {HowToSet(parameter)}");
        }
    }

    private void CheckEnvironment(TargetDefinition target)
    {
        if (invocation.Request.EnvironmentWasNamed || !NeedsNamedEnvironment(target))
            return;
        var existing = EnvironmentFiles.Existing(invocation.Root);
        var which = existing.Count == 0 ? string.Empty : $" There are: {string.Join(", ", existing)}.";
        var chosen = invocation.Request.EnvironmentName is { } name ? $" The default, '{name}', is not enough for it." : string.Empty;
        Add($"{target.Name} needs an environment named with --env <name>.{chosen}{which}");
    }

    private static bool NeedsNamedEnvironment(TargetDefinition target)
    {
        foreach (var declaration in target.Declarations)
        {
            if (declaration.IsDefined(typeof(RequiresNamedEnvironmentAttribute), inherit: true))
                return true;
        }

        return false;
    }

    private void CheckRequirement(string target, LambdaExpression requirement)
    {
        var body = ExpressionValue.Unwrap(requirement.Body);
        if (!TryRead(() => ExpressionValue.Of(requirement), out var value, out var fault))
        {
            Add($"{target} requires '{Text(body)}', which could not be found out: {fault!.GetType().Name}: {fault.Message}");
            return;
        }

        var parameter = body is MemberExpression { Member: var member } ? Find(member.Name) : null;
        if (requirement.ReturnType == typeof(bool) ? value is not true : IsMissing(value))
        {
            Add(parameter is not null
                ? $"{target} requires {parameter.Name}. {HowToSet(parameter)}"
                : requirement.ReturnType == typeof(bool)
                    ? $"{target} requires '{Text(body)}', which does not hold."
                    : $"{target} requires '{Text(body)}', which has no value.");
        }
    }

    private void CheckRules(IParameterRules rules)
    {
        if (!TryRead(() => new List<ParameterFault>(rules.CheckParameters()), out var found, out var thrown))
            throw new InvalidOperationException($"The parameters could not be checked: {thrown!.Message}", thrown);
        foreach (var fault in (List<ParameterFault>)found!)
        {
            Add(fault.Parameter is { } name ? $"{PlaceOf(name)}: {fault.Message}" : fault.Message);
        }
    }

    // Where the value was given; for a default, how to give another one.
    private string PlaceOf(string parameter) => invocation.Values.OriginOf(parameter)?.Place ?? Find(parameter)?.OptionName ?? parameter;

    private ParameterMember? Find(string member)
    {
        foreach (var parameter in catalog.Parameters)
        {
            if (parameter.Member.Name == member)
                return parameter;
        }

        return null;
    }

    private static string HowToSet(ParameterMember parameter) =>
        parameter.IsSecret ? $"Set the environment variable {parameter.EnvironmentName}."
        : parameter.IsCommandLineOnly ? $"Give it with {parameter.OptionName} on the command line; nothing else counts."
        : $"Set it with {parameter.OptionName}, the environment variable {parameter.EnvironmentName}, or the key "
          + $"{parameter.Name} in .nuke/parameters.json or the environment's file.";

    // "value(TutorPipeline.Build).Count" is how an expression shows the build's own member.
    private static string Text(Expression body)
    {
        var text = body.ToString();
        int start;
        while ((start = text.IndexOf("value(", StringComparison.Ordinal)) >= 0)
        {
            var end = text.IndexOf(").", start, StringComparison.Ordinal);
            if (end < 0)
                break;
            text = text.Remove(start, end + 2 - start);
        }

        return text;
    }

    private static bool IsMissing(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));

    private void Add(string fault)
    {
        if (!faults.Contains(fault))
            faults.Add(fault);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Getters and rules are the author's code; what they throw becomes a fault.")]
    private static bool TryRead(Func<object?> read, out object? value, out Exception? fault)
    {
        try
        {
            value = read();
            fault = null;
            return true;
        }
        catch (Exception thrown)
        {
            value = null;
            fault = thrown is TargetInvocationException { InnerException: { } inner } ? inner : thrown;
            return fault is UsageException ? throw fault : false;
        }
    }
}
