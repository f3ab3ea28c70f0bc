using TutorPipeline.Infra.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra.Stacks;

/// <summary>What the MySQL server looks like.</summary>
/// <param name="Scope">Where it lives and what its names start with.</param>
/// <param name="Choices">What was chosen for the server.</param>
/// <param name="Host">Its name for people, such as <c>mysql.courses.yourschool.edu</c>.</param>
public sealed record MySqlSettings(StackScope Scope, MySqlChoices Choices, string Host)
{
    /// <summary>Which password it is, counted from 1; a higher number than at the last apply hands the password over again.</summary>
    public int PasswordVersion { get; init; } = 1;

    /// <summary>
    /// The last snapshot's name. AWS refuses one that exists, so whoever destroys the server emits it once more with the time in it.
    /// </summary>
    public string FinalSnapshot { get; init; } = $"{Scope.Namespace}-final";

    /// <summary>Takes the settings from an environment; additional ones share their parent's server.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The settings.</returns>
    public static MySqlSettings From(PlatformEnvironment environment) =>
        new(PlatformScope.Shared(environment), environment.MySql, environment.Names.MySqlHost.Text);
}
