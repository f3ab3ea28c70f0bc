using TutorPipeline.Infra.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra.Stacks;

/// <summary>What the bastion looks like.</summary>
/// <param name="Scope">Where it lives.</param>
/// <param name="Choices">What was chosen for it.</param>
/// <param name="Host">Its name, such as <c>bastion.courses.yourschool.edu</c>.</param>
public sealed record BastionSettings(StackScope Scope, BastionChoices Choices, string Host)
{
    /// <summary>The user to log in as with SSH.</summary>
    public const string SshUser = "ec2-user";

    /// <summary>Its disk in GiB, at least 8. Default 20, so that a dump of a database fits.</summary>
    public int DiskGib { get; init; } = 20;

    /// <summary>Takes the settings from an environment; additional ones share their parent's bastion.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The settings.</returns>
    public static BastionSettings From(PlatformEnvironment environment) =>
        new(PlatformScope.Shared(environment), environment.Bastion, environment.Names.BastionHost.Text);
}
