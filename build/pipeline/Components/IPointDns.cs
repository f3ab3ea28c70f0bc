namespace TutorPipeline.Components;

/// <summary>The names of the platform's hosts.</summary>
public interface IPointDns : IHaveStages
{
    /// <summary>Points the environment's host names to the load balancer.</summary>
    Target PointDns => _ => _
        .Description("Points the environment's host names to the load balancer")
        .DependsOn<IInitializePlatform>(x => x.InitializePlatform)
        .Carries(() => Stages.Hosts());
}
