using TutorPipeline.Infra.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra.Stacks;

/// <summary>Where the stacks of an environment live.</summary>
internal static class PlatformScope
{
    /// <summary>The scope of what an additional environment shares with its parent: network, cluster, database servers.</summary>
    public static StackScope Shared(PlatformEnvironment environment) =>
        Of(environment, environment.Names.SharedNamespace, environment.Identity.EnvironmentSubdomain.Text);

    /// <summary>The scope of what every environment has of its own.</summary>
    public static StackScope Own(PlatformEnvironment environment) => Of(
        environment,
        environment.Names.Namespace,
        environment.Names.IsAdditional ? environment.Identity.Name.Text : environment.Identity.EnvironmentSubdomain.Text);

    private static StackScope Of(PlatformEnvironment environment, string name, string tag) => new(
        name,
        environment.Identity.AwsRegion.Text,
        environment.Identity.AwsAccountId.Text,
        StackTags.For(environment.Identity.PlatformName.Text, environment.Identity.PlatformRegion.Text, tag));
}
