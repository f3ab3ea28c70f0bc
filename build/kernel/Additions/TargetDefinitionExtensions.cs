namespace TutorPipeline.Kernel.Additions;

/// <summary>What our engine can do beyond NUKE. <c>build/pipeline</c> uses it through one shim file only.</summary>
public static class TargetDefinitionExtensions
{
    /// <summary>Adds an action that ends early when the run is interrupted.</summary>
    public static ITargetDefinition Executes(this ITargetDefinition definition, Func<CancellationToken, Task> action) =>
        throw new NotImplementedException();

    /// <summary>Adds an action that runs in a dry run too and honours <see cref="ITargetRun.IsDryRun"/> itself.</summary>
    public static ITargetDefinition ExecutesStage(this ITargetDefinition definition, Func<ITargetRun, Task> action) =>
        throw new NotImplementedException();
}

/// <summary>The parameter confirms danger: it is taken from the command line only, never from a file or an environment variable.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class CommandLineOnlyAttribute : Attribute;

/// <summary>The target insists on an environment named with <c>--env</c>; the default of <c>parameters.json</c> is not enough.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiresNamedEnvironmentAttribute : Attribute;

/// <summary>One thing wrong with what was given, said in one line.</summary>
/// <param name="Parameter">The parameter's member name, from which the engine finds file and key; null when it concerns none.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record ParameterFault(string? Parameter, string Message);

/// <summary>A build that checks its parameters together, after each was converted and before anything starts.</summary>
public interface IParameterRules
{
    /// <summary>Every fault; empty when all is well.</summary>
    IEnumerable<ParameterFault> CheckParameters();
}
