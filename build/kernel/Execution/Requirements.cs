using System.Linq.Expressions;
using System.Reflection;
using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Invocation;

namespace TutorPipeline.Kernel.Execution;

/// <summary>Everything that must hold before the first target runs; all faults are collected.</summary>
internal sealed class Requirements(NukeBuild build, ParameterCatalog parameters, InvocationResult call)
{
    private readonly List<string> faults = [];

    public List<string> Check(IReadOnlyList<ScheduledTarget> plan)
    {
        foreach (var parameter in parameters.Parameters.Where(p => p.IsRequired && IsMissing(p.ReadFrom(build))))
        {
            faults.Add($"{parameter.Name} is missing. {HowToSet(parameter)}");
        }

        foreach (var target in plan.Where(t => t.Planned.SkipReason is null))
        {
            CheckNamedEnvironment(target);
            foreach (var requirement in target.Target.Definition.Requirements)
            {
                CheckRequirement(target.Target.Name, requirement);
            }
        }

        foreach (var fault in (build as IParameterRules)?.CheckParameters() ?? [])
        {
            faults.Add($"{PlaceOf(fault.Parameter)}{fault.Message}");
        }

        return faults;
    }

    private void CheckNamedEnvironment(ScheduledTarget target)
    {
        if (!call.Request.EnvironmentWasNamed && target.Target.Property.IsDefined(typeof(RequiresNamedEnvironmentAttribute), inherit: false))
        {
            var existing = EnvironmentFiles.Existing(call.Root);
            faults.Add(
                $"{target.Target.Name} insists on a named environment, because it cannot be taken back: add --env"
                + (existing.Count == 0 ? " NAME." : $" with one of {string.Join(", ", existing)}."));
        }
    }

    private void CheckRequirement(string target, LambdaExpression requirement)
    {
        var body = requirement.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : requirement.Body;
        if (body is MemberExpression { Member: var member } && requirement.ReturnType != typeof(bool))
        {
            if (!IsMissing(ReadMember(member)))
            {
                return;
            }

            var parameter = parameters.Parameters.FirstOrDefault(p => p.Member.Name == member.Name);
            faults.Add($"{target} requires {member.Name}, which has no value.{(parameter is null ? string.Empty : " " + HowToSet(parameter))}");
        }
        else if (!((Expression<Func<bool>>)requirement).Compile(preferInterpretation: true)())
        {
            faults.Add($"{target} requires '{requirement.Body}', which does not hold.");
        }
    }

    private object? ReadMember(MemberInfo member) => member switch
    {
        PropertyInfo property => property.GetValue(build),
        FieldInfo field => field.GetValue(build),
        _ => null,
    };

    private string PlaceOf(string? parameter)
    {
        if (parameter is null)
        {
            return string.Empty;
        }

        return call.Values.OriginOf(parameter) is { } origin ? $"{origin.Place}: " : $"{parameter} (default): ";
    }

    private static bool IsMissing(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));

    private static string HowToSet(ParameterMember parameter) => parameter.IsSecret ? $"Set the environment variable {parameter.EnvironmentName}."
        : parameter.IsCommandLineOnly ? $"Give {parameter.OptionName} on the command line."
        : $"Give {parameter.OptionName}, set the environment variable {parameter.EnvironmentName}, or write '{parameter.Name}' into .nuke/parameters.json.";
}
