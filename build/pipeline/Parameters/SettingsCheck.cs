using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>Checks the settings of the environment in force together, each having been converted.</summary>
internal static class SettingsCheck
{
    /// <summary>Finds everything that is wrong.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="root">The folder that holds <c>.nuke</c>.</param>
    /// <returns>Every fault; empty when all is well.</returns>
    public static IReadOnlyList<SettingFault> Check(IEnvironmentParameters parameters, string environmentName, string root)
    {
        if (!Label.TryParse(environmentName, null, out var name))
        {
            return
            [
                new SettingFault(
                    "Env",
                    $"'{environmentName}' cannot be part of host names and of the names of servers; "
                    + "give 1 to 20 lower-case letters, digits and single inner hyphens, a letter first, such as prod."),
            ];
        }

        var environment = EnvironmentReading.Read(parameters, name);
        return [.. EnvironmentRules.Check(environment), .. ParentFiles.Check(root, environment.Identity)];
    }
}
