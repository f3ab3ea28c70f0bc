using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Benchmarks;

/// <summary>Hears nothing, so that only the engine is measured.</summary>
internal sealed class SilentObserver : IRunObserver
{
    public void Started(RunStarted started)
    {
    }

    public void TargetStarted(string target, DateTimeOffset at)
    {
    }

    public void Logged(LogLine line)
    {
    }

    public void Changed(ReportedChange change)
    {
    }

    public void Gap(ReportedGap gap)
    {
    }

    public void Finished(TargetFinished target)
    {
    }

    public void RunFinished(RunFinished finished)
    {
    }
}
