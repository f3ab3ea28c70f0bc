namespace TutorPipeline.Components;

/// <summary>The tests.</summary>
public interface ITest : ICompile
{
    /// <summary>Builds the solution and runs all of its tests.</summary>
    Target Test => _ => _
        .Description("Builds the solution and runs all of its tests")
        .DependsOn(Compile)
        .Runs(Development.TestAsync);
}
