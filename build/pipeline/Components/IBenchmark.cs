namespace TutorPipeline.Components;

/// <summary>The measurements.</summary>
public interface IBenchmark : IHaveDevelopment
{
    /// <summary>Measures the pipeline against other programs in the same run.</summary>
    Target Benchmark => _ => _
        .Description("Measures the pipeline against other programs in the same run")
        .Runs(Development.BenchmarkAsync);
}
