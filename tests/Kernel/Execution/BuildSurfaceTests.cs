using TutorPipeline.Kernel.Additions;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Execution;

public sealed class BuildSurfaceTests : IDisposable
{
    private readonly Sandbox sandbox = new();

    [Fact]
    public void Parameters_reach_fields_properties_and_components()
    {
        var build = new Full();
        sandbox.Variables["NUKE_COUNT"] = "7";

        sandbox.Run(build, "Show", "--field-of-old", "f", "--settable", "s", "--getter-only", "g", "--names", "a", "b", "--mode", "append");

        Assert.Equal(["f", "s", "g", "7", "a+b", "Append", "initial"], build.Ran);
    }

    [Fact]
    public void Without_a_value_defaults_hold()
    {
        var build = new Full();

        sandbox.Run(build, "Show");

        Assert.Equal(["none", "none", "none", "3", "x", "", "initial"], build.Ran);
    }

    [Fact]
    public void Components_see_the_folders_of_their_own_build()
    {
        var build = new Full();

        sandbox.Run(build, "Show");

        Assert.Equal(sandbox.Root, ((INukeBuild)build).RootDirectory);
        Assert.Equal(Path.Combine(sandbox.Root, ".nuke", "temp"), ((INukeBuild)build).TemporaryDirectory);
        Assert.True(((INukeBuild)build).IsLocalBuild);
    }

    [Fact]
    public void On_a_server_a_build_is_no_local_one()
    {
        var build = new Full();
        sandbox.Variables["GITHUB_ACTIONS"] = "true";

        sandbox.Run(build, "Show");

        Assert.True(((INukeBuild)build).IsServerBuild);
    }

    [Fact]
    public void Lines_go_to_the_target_whose_body_wrote_them()
    {
        sandbox.Run(new Talking(), "One", "Two");

        var log = File.ReadAllText(Path.Combine(sandbox.Root, "artifacts", "run.log"));
        Assert.Contains("One │ from One after a while\n", log, StringComparison.Ordinal);
        Assert.Contains("Two │ from Two after a while\n", log, StringComparison.Ordinal);
        Assert.Null(ITargetRun.Current);
    }

    [Fact]
    public void What_a_body_writes_to_the_console_is_a_masked_line_of_its_target()
    {
        sandbox.Variables["NUKE_PASSWORD"] = "correct-horse";

        var ended = sandbox.Run(new Writing(sandbox), "Write");

        Assert.Contains("Write │ half a line and *** behind it\n", ended.Out, StringComparison.Ordinal);
        var log = File.ReadAllText(Path.Combine(sandbox.Root, "artifacts", "run.log"));
        Assert.Contains("Write │ never ended\n", log, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_pairs_stand_beside_the_target()
    {
        var ended = sandbox.Run(new Talking(), "Counted");

        Assert.Equal(["Counted: succeeded (packages: 3, version: 1.2.3)"], ended.Statuses);
    }

    [Fact]
    public void An_expected_failure_is_a_sentence_and_a_surprise_shows_its_stack()
    {
        var expected = sandbox.Run(new Failing(), "Expected");
        var surprise = sandbox.Run(new Failing(), "Surprise");

        Assert.Equal(["Expected: failed (The disk is full.)"], expected.Statuses);
        Assert.DoesNotContain("   at ", expected.Out, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: what", surprise.Out, StringComparison.Ordinal);
        Assert.Contains("   at ", surprise.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_in_an_exception_is_masked_everywhere()
    {
        sandbox.Variables["NUKE_PASSWORD"] = "correct-horse";

        var ended = sandbox.Run(new Failing(), "Telling");

        Assert.Equal(1, ended.ExitCode);
        Assert.DoesNotContain("correct-horse", ended.Out + ended.Error, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(sandbox.Root, "artifacts"), "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("correct-horse", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_in_the_text_of_a_plan_or_a_fault_is_masked()
    {
        sandbox.Variables["NUKE_PASSWORD"] = "correct-horse";

        var plan = sandbox.Run(new Failing(), "Condition", "--plan");
        var fault = sandbox.Run(new Failing { IsPicky = true }, "Expected");

        Assert.Contains("*** is no answer", plan.Out, StringComparison.Ordinal);
        Assert.Equal(2, fault.ExitCode);
        Assert.Contains("error: NUKE_PASSWORD: *** is too simple", fault.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_may_ask_for_an_exit_code_but_a_failure_stays_one()
    {
        Assert.Equal(3, sandbox.Run(new Asking(), "Ask").ExitCode);
        Assert.Equal(1, sandbox.Run(new Asking(), "AskAndFail").ExitCode);
    }

    [Fact]
    public void A_build_whose_constructor_throws_never_ends_as_success()
    {
        var ended = sandbox.Run<Full>(() => throw new InvalidOperationException("cannot be made"), "Show");

        Assert.Equal(1, ended.ExitCode);
        Assert.StartsWith(
            "error: The build itself failed, outside of its targets. System.InvalidOperationException: cannot be made",
            ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_OnBuildFinished_throws_fails_the_run_after_its_report()
    {
        var ended = sandbox.Run(new Asking { FailsAtTheEnd = true }, "Nothing");

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(["Nothing: succeeded"], ended.Statuses);
        Assert.Contains("OnBuildFinished failed. System.InvalidOperationException: the end", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_usage_exception_before_the_first_target_ends_with_exit_code_2()
    {
        var ended = sandbox.Run(new Asking { IsUnusable = true }, "Nothing");

        Assert.Equal(2, ended.ExitCode);
        Assert.StartsWith("error: one\nerror: two\n", ended.Error, StringComparison.Ordinal);
        Assert.False(ended.HasArtifacts);
    }

    public void Dispose() => sandbox.Dispose();

    private enum Mode
    {
        Replace,
        Append,
    }

    private interface ICounted : INukeBuild
    {
        [Parameter]
        int Count => TryGetValue<int?>(() => Count) ?? 3;

        [Parameter]
        string[] Names => TryGetValue(() => Names) ?? ["x"];

        [Parameter]
        Mode? Mode => TryGetValue<Mode?>(() => Mode!);
    }

    private sealed class Full : Recorder, ICounted
    {
        [Parameter]
        private readonly string fieldOfOld = "none";

        [Parameter]
        public string Settable { get; set; } = "none";

        [Parameter]
        public string GetterOnly { get; } = "none";

        [Parameter]
        public static string Computed => "initial";

        public Target Show => _ => _.Executes(() =>
        {
            ICounted counted = this;
            string[] values =
                [fieldOfOld, Settable, GetterOnly, $"{counted.Count}", string.Join('+', counted.Names), $"{counted.Mode}", Computed];
            foreach (var value in values)
                Record(value);
        });
    }

    private sealed class Talking : NukeBuild
    {
        public Target One => _ => _.Executes(SayAsync);

        public Target Two => _ => _.Executes(SayAsync);

        public Target Counted => _ => _.ExecutesStage(run =>
        {
            run.Summary("packages", "3");
            run.Summary("version", "1.2.3");
            return Task.CompletedTask;
        });

        private static async Task SayAsync()
        {
            await Task.Yield();
            ITargetRun.Current!.Log(LogLevel.Information, $"from {ITargetRun.Current.Target} after a while\nand more");
        }
    }

    private sealed class Writing(Sandbox sandbox) : NukeBuild
    {
        [Parameter, Secret]
        public string? Password => TryGetValue(() => Password);

        public Target Write => _ => _.Executes(() =>
        {
            sandbox.Console.Write("half a line ");
            sandbox.Console.WriteLine($"and {Password} behind it");
            sandbox.Console.Write("never ended");
        });
    }

    private sealed class Failing : NukeBuild, IParameterRules
    {
        public bool IsPicky { get; init; }

        [Parameter, Secret]
        public string? Password => TryGetValue(() => Password);

        public Target Expected => _ => _.Executes(() => throw new IOException("The disk is full."));

        public Target Surprise => _ => _.Executes(() => throw new InvalidOperationException("what"));

        public Target Telling => _ => _.Executes(() => throw new InvalidOperationException($"login with {Password} failed"));

        public Target Condition => _ => _.OnlyWhenStatic(() => Ask());

        public IEnumerable<ParameterFault> CheckParameters() =>
            IsPicky ? [new ParameterFault(nameof(Password), $"{Password} is too simple")] : [];

        protected override bool IsExpected(Exception exception) => exception is IOException;

        private bool Ask() => throw new InvalidOperationException($"{Password} is no answer");
    }

    private sealed class Asking : NukeBuild
    {
        public bool FailsAtTheEnd { get; init; }

        public bool IsUnusable { get; init; }

        public Target Nothing => _ => _;

        public Target Ask => _ => _.Executes(() => { ExitCode = 3; });

        public Target AskAndFail => _ => _.Executes(() =>
        {
            ExitCode = 0;
            throw new InvalidOperationException("failed");
        });

        protected override void OnBuildInitialized()
        {
            if (IsUnusable)
                throw new UsageException(["one", "two"]);
        }

        protected override void OnBuildFinished()
        {
            if (FailsAtTheEnd)
                throw new InvalidOperationException("the end");
        }
    }
}
