using Xunit;

namespace TutorPipeline.Kernel.Tests.Execution;

public sealed class ParallelTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Sandbox sandbox = new();

    [Fact]
    public void Independent_targets_run_at_once_even_when_their_bodies_block()
    {
        using var build = new Meeting();

        var ended = sandbox.Run(build, "Together", "--parallelism", "4");

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(4, build.Met);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Never_more_run_at_once_than_allowed(int parallelism)
    {
        var build = new Crowd();

        var ended = sandbox.Run(build, "All", "--parallelism", $"{parallelism}");

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(parallelism, build.Most);
    }

    [Fact]
    public void When_a_target_fails_running_ones_end_and_nothing_new_starts()
    {
        var build = new Failing();

        var ended = sandbox.Run(build, "Boom", "Long", "Other", "--parallelism", "2");

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(
            ["Boom: failed (InvalidOperationException: boom)", "Long: succeeded", "Other: notRun (because Boom failed)"], ended.Statuses);
    }

    [Fact]
    public void Assured_targets_run_in_plan_order_although_one_of_them_fails()
    {
        var build = new ManyAssured();

        var ended = sandbox.Run(build, "All");

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(["First", "Third"], build.Ran);
        Assert.Equal(
            [
                "Boom: failed (InvalidOperationException: boom)", "First: succeeded", "Second: failed (InvalidOperationException: second)",
                "Third: succeeded", "Plain: notRun (because Boom failed)", "All: notRun (because Boom failed)",
            ],
            ended.Statuses);
    }

    [Fact]
    public void What_waits_longest_for_its_end_starts_first()
    {
        var build = new Chains();

        sandbox.Run(build, "All", "--parallelism", "1");

        Assert.Equal(["Long1", "Long2", "Short", "Long3"], build.Ran);
    }

    public void Dispose() => sandbox.Dispose();

    private sealed class Meeting : NukeBuild, IDisposable
    {
        private readonly Barrier barrier = new(4);
        private int met;

        public int Met => met;

        public Target Together => _ => _.DependsOn(One, Two, Three, Four);

        public Target One => _ => _.Executes(Meet);

        public Target Two => _ => _.Executes(Meet);

        public Target Three => _ => _.Executes(Meet);

        public Target Four => _ => _.Executes(Meet);

        public void Dispose() => barrier.Dispose();

        private void Meet()
        {
            Assert.True(barrier.SignalAndWait(Patience), "The others were not started while this one was running.");
            Interlocked.Increment(ref met);
        }
    }

    private sealed class Crowd : NukeBuild
    {
        private readonly Lock gate = new();
        private int now;

        public int Most { get; private set; }

        public Target All => _ => _.DependsOn(One, Two, Three, Four);

        public Target One => _ => _.Executes(EnterAsync);

        public Target Two => _ => _.Executes(EnterAsync);

        public Target Three => _ => _.Executes(EnterAsync);

        public Target Four => _ => _.Executes(EnterAsync);

        private async Task EnterAsync()
        {
            lock (gate)
                Most = Math.Max(Most, ++now);
            await Task.Delay(TimeSpan.FromMilliseconds(100));
            lock (gate)
                now--;
        }
    }

    private sealed class Failing : NukeBuild
    {
        private readonly TaskCompletionSource longRuns = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Target Boom => _ => _.Executes(async () =>
        {
            await longRuns.Task.WaitAsync(Patience);
            throw new InvalidOperationException("boom");
        });

        public Target Long => _ => _.Executes(async () =>
        {
            longRuns.SetResult();
            for (var i = 0; i < 6000 && !IsFailing; i++)
                await Task.Delay(TimeSpan.FromMilliseconds(10));
        });

        public Target Other => _ => _.Executes(() => { });
    }

    private sealed class ManyAssured : Recorder
    {
        public Target All => _ => _.DependsOn(First, Second, Third, Plain);

        public Target Boom => _ => _.DependentFor(First, Plain).Executes(() => throw new InvalidOperationException("boom"));

        public Target First => _ => _.AssuredAfterFailure().Executes(() => Record("First"));

        public Target Second => _ => _.After(First).AssuredAfterFailure().Executes(() => throw new InvalidOperationException("second"));

        public Target Third => _ => _.DependsOn(Second).AssuredAfterFailure().Executes(() => Record("Third"));

        public Target Plain => _ => _.Executes(() => Record("Plain"));
    }

    private sealed class Chains : Recorder
    {
        public Target All => _ => _.DependsOn(Short, Long3);

        public Target Short => _ => _.Executes(() => Record("Short"));

        public Target Long1 => _ => _.Executes(() => Record("Long1"));

        public Target Long2 => _ => _.DependsOn(Long1).Executes(() => Record("Long2"));

        public Target Long3 => _ => _.DependsOn(Long2).Executes(() => Record("Long3"));
    }
}
