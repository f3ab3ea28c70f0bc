namespace TutorPipeline.Kernel.Additions;

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
    /// <returns>The faults, in any order.</returns>
    IEnumerable<ParameterFault> CheckParameters();
}
