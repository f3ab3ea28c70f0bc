namespace TutorPipeline.Components;

/// <summary>The mail stack: the SES identity of the environment's domain.</summary>
public interface IProvisionMail : IHaveStages
{
    /// <summary>Creates or updates the SES identity and its DKIM records.</summary>
    Target ProvisionMail => _ => _
        .Description("Creates or updates the SES identity and its DKIM records")
        .DependsOn<IProvisionDns>(x => x.ProvisionDns)
        .Carries(() => Stages.Mail());
}
