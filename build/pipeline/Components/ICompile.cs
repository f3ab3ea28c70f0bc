namespace TutorPipeline.Components;

/// <summary>The solution itself, for those who work on it.</summary>
public interface ICompile : IHaveDevelopment
{
    /// <summary>Builds the whole solution.</summary>
    Target Compile => _ => _
        .Description("Builds the whole solution")
        .Runs(Development.CompileAsync);
}
