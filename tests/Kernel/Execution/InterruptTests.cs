using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Execution;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Execution;

public sealed class InterruptTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Sandbox sandbox = new();

    [Theory]
    [InlineData("SIGINT", 130)]
    [InlineData("SIGTERM", 143)]
    public void A_signal_cancels_bodies_awaits_them_and_then_runs_what_is_assured(string signal, int exitCode)
    {
        var build = new Interrupted(sandbox.Interrupts, signal);

        var ended = sandbox.Run(build, "After", "CleanUp");

        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Equal(["body ended", "cleaned up"], build.Ran);
        Assert.Equal(
            ["Work: aborted (interrupted)", $"After: notRun (interrupted by {signal})", "CleanUp: succeeded"], ended.Statuses);
        Assert.Contains($"Interrupted by {signal}: 1 target aborted, 1 target not run.", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_ignores_the_signal_is_waited_for_and_succeeds()
    {
        var build = new Stubborn(sandbox.Interrupts);

        var ended = sandbox.Run(build, "After");

        Assert.Equal(130, ended.ExitCode);
        Assert.Equal(["Work: succeeded", "After: notRun (interrupted by SIGINT)"], ended.Statuses);
    }

    [Fact]
    public void The_second_signal_cancels_what_is_assured()
    {
        var build = new Interrupted(sandbox.Interrupts, "SIGINT") { CleanUpHangs = true };

        var ended = sandbox.Run(build, "After", "CleanUp", "Later");

        Assert.Equal(130, ended.ExitCode);
        Assert.Equal(
            [
                "Work: aborted (interrupted)", "After: notRun (interrupted by SIGINT)", "CleanUp: aborted (interrupted)",
                "Later: notRun (interrupted by SIGINT)",
            ],
            ended.Statuses);
    }

    [Fact]
    public void The_third_signal_is_left_to_the_system()
    {
        using var interrupts = Interrupts.None();

        Assert.True(interrupts.Raise("SIGTERM"));
        Assert.True(interrupts.Raise("SIGINT"));
        Assert.False(interrupts.Raise("SIGINT"));
        Assert.Equal(143, interrupts.ExitCode);
    }

    [Fact]
    public void A_cancellation_of_the_body_s_own_is_a_failure()
    {
        var ended = sandbox.Run(new SelfCancelled(), "Work");

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(["Work: failed (OperationCanceledException: a timeout of its own)"], ended.Statuses);
    }

    public void Dispose() => sandbox.Dispose();

    private sealed class Interrupted(Interrupts interrupts, string signal) : Recorder
    {
        public bool CleanUpHangs { get; init; }

        public Target Work => _ => _.Executes(async cancellationToken =>
        {
            try
            {
                interrupts.Raise(signal);
                await Task.Delay(Patience, cancellationToken);
            }
            finally
            {
                Record("body ended");
            }
        });

        public Target After => _ => _.DependsOn(Work).Executes(() => Record("after"));

        public Target CleanUp => _ => _.After(After).AssuredAfterFailure().Executes(async cancellationToken =>
        {
            if (CleanUpHangs)
            {
                interrupts.Raise(signal);
                await Task.Delay(Patience, cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            Record("cleaned up");
        });

        public Target Later => _ => _.After(CleanUp).AssuredAfterFailure().Executes(() => Record("later"));
    }

    private sealed class Stubborn(Interrupts interrupts) : NukeBuild
    {
        public Target Work => _ => _.Executes(async (CancellationToken cancellationToken) =>
        {
            interrupts.Raise("SIGINT");
            var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = cancellationToken.Register(cancelled.SetResult);
            await cancelled.Task.WaitAsync(Patience, CancellationToken.None);
        });

        public Target After => _ => _.DependsOn(Work).Executes(() => { });
    }

    private sealed class SelfCancelled : NukeBuild
    {
        public Target Work => _ => _.Executes(() => throw new OperationCanceledException("a timeout of its own"));
    }
}
