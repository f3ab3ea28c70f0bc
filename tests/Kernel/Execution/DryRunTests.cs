using TutorPipeline.Kernel.Additions;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Execution;

public sealed class DryRunTests : IDisposable
{
    private readonly Sandbox sandbox = new();

    [Fact]
    public void Only_stages_run_and_other_targets_are_named()
    {
        var build = new Staged();

        var ended = sandbox.Run(build, "All", "--dry-run");

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(["stage, dry: True"], build.Ran);
        var plan = File.ReadAllText(Path.Combine(sandbox.Root, "artifacts", "plan.json"));
        Assert.Contains("\"subject\": \"vpc\"", plan, StringComparison.Ordinal);
        Assert.Contains("\"subject\": \"Plain\"", plan, StringComparison.Ordinal);
        Assert.Contains("\"what\": \"the cluster\"", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("\"subject\": \"All\"", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_count_in_a_dry_run_too()
    {
        var ended = sandbox.Run(new Staged(), "Never", "--dry-run");

        Assert.Equal(["Never: skipped (OnlyWhen: ran == null)"], ended.Statuses.TakeLast(1));
    }

    [Fact]
    public void A_real_run_runs_everything_in_order()
    {
        var build = new Staged();

        sandbox.Run(build, "Both");

        Assert.Equal(["first", "stage, dry: False", "last"], build.Ran);
    }

    public void Dispose() => sandbox.Dispose();

    private sealed class Staged : Recorder
    {
        private readonly string ran = "never null";

        public Target All => _ => _.DependsOn(Stage, Plain);

        public Target Stage => _ => _.ExecutesStage(run =>
        {
            Record($"stage, dry: {run.IsDryRun}");
            run.Change("create", "vpc", "10.0.0.0/16");
            run.NotLookedAt("the cluster", "no credentials", "set AWS_PROFILE");
            return Task.CompletedTask;
        });

        public Target Plain => _ => _.Executes(() => Record("plain"), () => Record("plain again"));

        public Target Both => _ => _
            .Executes(() => Record("first"))
            .ExecutesStage(run =>
            {
                Record($"stage, dry: {run.IsDryRun}");
                return Task.CompletedTask;
            })
            .Executes(() => Record("last"));

        public Target Never => _ => _.OnlyWhenDynamic(() => ran == null).Executes(() => Record("never"));
    }
}
