namespace TutorPipeline.Components;

/// <summary>The comparison of what is declared with what is there.</summary>
public interface ICheckDrift : IHaveStages
{
    /// <summary>Compares every stack with AWS; exits 3 when something drifted.</summary>
    Target CheckDrift => _ => _
        .Description("Compares every stack with AWS; exits 3 when something drifted")
        .Carries(() => Stages.Drift(Exit));
}
