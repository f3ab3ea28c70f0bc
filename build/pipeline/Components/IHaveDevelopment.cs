using TutorPipeline.Development;

namespace TutorPipeline.Components;

/// <summary>A component for those who work on the pipeline itself.</summary>
public interface IHaveDevelopment : INukeBuild
{
    /// <summary>Builds, tests and measures the solution.</summary>
    DevelopmentCommands Development { get; }
}
