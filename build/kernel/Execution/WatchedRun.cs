using System.Diagnostics.CodeAnalysis;
using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;
using TutorPipeline.Kernel.Output;
using TutorPipeline.Kernel.Planning;

namespace TutorPipeline.Kernel.Execution;

/// <summary>One run of a checked plan, from its first event to its last.</summary>
internal sealed class WatchedRun(
    NukeBuild build, ExecutionPlan plan, OutputOptions options, IRunObserver observer, Interrupts interrupts, BodyWriter bodies)
{
    /// <summary>Runs the plan.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> invoked)
    {
        var request = options.Request;
        var clock = options.Clock;
        var artifacts = AbsolutePath.Create(options.ArtifactsDirectory);
        var context = new RunContext(artifacts, options.Masker.Add)
        {
            IsDryRun = request.DryRun,
            EnvironmentName = request.EnvironmentName,
            Parallelism = request.Parallelism,
            IsExpected = build.SaysAll,
            Clock = clock,
        };
        var began = clock.GetTimestamp();
        observer.Started(new RunStarted(
            clock.GetLocalNow(), request.EnvironmentName, request.DryRun, request.Parallelism, invoked, plan.ForOutput()));
        var journal = new RunJournal(observer);
        build.IsDryRun = request.DryRun;
        build.Progress.Begin(plan);
        var targets = await new Executor(plan, context, journal, interrupts, build.Progress.Set).RunAsync();
        bodies.SayRest();
        var exitCode = EndBuild() ? ExitCode(targets) : BuildRun.TargetFailed;
        observer.RunFinished(new RunFinished(
            clock.GetLocalNow(), clock.GetElapsedTime(began), exitCode, interrupts.Signal, targets, journal.Changes, journal.Gaps)
        {
            Costs = journal.Costs,
        });
        return exitCode;
    }

    [SuppressMessage("Design", "CA1031", Justification = "The author's code; whatever it throws fails a run that is still reported.")]
    private bool EndBuild()
    {
        try
        {
            build.End();
            return true;
        }
        catch (Exception fault)
        {
            observer.Logged(new LogLine(options.Clock.GetLocalNow(), null, LogLevel.Error, $"OnBuildFinished failed. {fault}"));
            return false;
        }
    }

    // What a target asks for counts only in a run that did all it should: nothing may turn a failure into success.
    private int ExitCode(IReadOnlyList<TargetFinished> targets)
    {
        if (interrupts.ExitCode is { } interrupted)
            return interrupted;
        foreach (var target in targets)
        {
            if (target.Status is not (TargetStatus.Succeeded or TargetStatus.Skipped))
                return BuildRun.TargetFailed;
        }

        return build.ExitCode ?? BuildRun.Done;
    }
}
