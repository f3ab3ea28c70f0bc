namespace TutorPipeline.Components;

/// <summary>The network stack: everything else in AWS stands in it.</summary>
public interface IProvisionNetwork : IHaveStages
{
    /// <summary>Creates or updates the VPC: subnets, routes, NAT gateway.</summary>
    Target ProvisionNetwork => _ => _
        .Description("Creates or updates the VPC: subnets, routes, NAT gateway")
        .DependsOn<IPrepareState>(x => x.PrepareState)
        .Carries(() => Stages.Stack("network"));
}
