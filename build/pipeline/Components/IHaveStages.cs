using TutorPipeline.Stages;

namespace TutorPipeline.Components;

/// <summary>A component that carries out a stage. Its target's body is one call; what the stage does is the stage's own business.</summary>
public interface IHaveStages : INukeBuild
{
    /// <summary>Makes the stages from this build's parameters.</summary>
    StageCatalog Stages { get; }

    /// <summary>Sets the exit code of a run that does not fail.</summary>
    Action<int> Exit { get; }
}
