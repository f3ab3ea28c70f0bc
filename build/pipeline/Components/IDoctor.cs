namespace TutorPipeline.Components;

/// <summary>The machine this runs on.</summary>
public interface IDoctor : IHaveDevelopment
{
    /// <summary>
    /// Lists each external tool (found, version, needed by which target, how to get it), the caller in AWS, and the SES sandbox.
    /// </summary>
    Target Doctor => _ => _
        .Description("Lists each external tool and how to get it, who asks in AWS, and whether SES is in its sandbox")
        .Runs(Development.DoctorAsync);
}
