using TutorPipeline.Infra.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra.Stacks;

/// <summary>What the Redis cache looks like.</summary>
/// <param name="Scope">Where it lives and what its names start with.</param>
/// <param name="Choices">What was chosen for the cache.</param>
/// <param name="Host">Its name for people, such as <c>redis.primary.courses.yourschool.edu</c>.</param>
/// <param name="AliasHost">Another name of it, such as <c>cache.courses.yourschool.edu</c>.</param>
public sealed record RedisSettings(StackScope Scope, RedisChoices Choices, string Host, string AliasHost)
{
    /// <summary>Takes the settings from an environment; every one has a cache of its own.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The settings.</returns>
    public static RedisSettings From(PlatformEnvironment environment) => new(
        PlatformScope.Own(environment), environment.Redis, environment.Names.RedisHost.Text, environment.Names.CacheHost.Text);
}
