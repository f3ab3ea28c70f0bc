namespace TutorPipeline.Components;

/// <summary>The machine this runs on.</summary>
public interface IDoctor : IHaveDevelopment
{
    /// <summary>Lists each external tool: found, version, needed by which target, how to get it.</summary>
    Target Doctor => _ => _
        .Description("Lists each external tool: found, version, needed by which target, how to get it")
        .Runs(Development.DoctorAsync);
}
