namespace TutorPipeline.Model.Environment;

/// <summary>One thing wrong with an environment's settings.</summary>
/// <param name="Parameter">The parameter's name, such as <c>MySqlPort</c>.</param>
/// <param name="Message">The value, what is wrong and what is allowed, in one sentence.</param>
public sealed record SettingFault(string Parameter, string Message);

/// <summary>What must hold between the values of one environment, each valid by itself. Limits are AWS's and Kubernetes' own.</summary>
public static class EnvironmentRules
{
    /// <summary>Finds everything that is wrong.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>Every fault; empty when all is well.</returns>
    public static IReadOnlyList<SettingFault> Check(PlatformEnvironment environment)
    {
        var faults = new FaultList();
        NameRules.Check(environment.Identity, faults);
        NetworkRules.Check(environment, faults);
        DatabaseRules.Check(environment, faults);
        ImageRules.Check(environment, faults);
        DeployRules.Check(environment, faults);
        return faults.Faults;
    }
}
