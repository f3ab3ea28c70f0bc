using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Tests.Execution;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Planning;

public sealed class RequirementTests : IDisposable
{
    private readonly Sandbox sandbox = new();

    [Fact]
    public void Everything_that_is_missing_is_said_at_once_and_nothing_starts()
    {
        var build = new Demanding();

        var ended = sandbox.Run(build, "All");

        Assert.Equal(2, ended.ExitCode);
        Assert.Empty(build.Ran);
        Assert.False(ended.HasArtifacts);
        Assert.Equal(
            [
                "error: Owner is required. Set it with --owner, the environment variable NUKE_OWNER, or the key Owner in "
                + ".nuke/parameters.json or the environment's file.",
                "error: Work requires Token. Set the environment variable NUKE_TOKEN.",
                "error: Work requires Count. Set it with --count, the environment variable NUKE_COUNT, or the key Count in "
                + ".nuke/parameters.json or the environment's file.",
                "error: Work requires Confirm. Give it with --confirm on the command line; nothing else counts.",
                "error: Work requires '(Answer() == 42)', which does not hold.",
                "error: Work requires 'Inner.Name', which has no value.",
                "error: All needs an environment named with --env <name>. There are: dev, prod.",
                "error: --region: must be 'virginia'",
                "error: the rules of nobody in particular",
            ],
            ended.Error.Split('\n').Where(line => line.StartsWith("error:", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_is_said_when_everything_is_there()
    {
        var build = new Demanding { Inner = new Part("x"), Ultimate = 42 };
        sandbox.Variables["NUKE_TOKEN"] = "hidden-token";
        sandbox.Write(".nuke/parameters.prod.json", """{ "Count": 0, "Owner": "me", "Region": "virginia" }""");

        var ended = sandbox.Run(build, "All", "--confirm", "--env", "prod");

        Assert.Equal(string.Empty, ended.Error);
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(["Work"], build.Ran);
    }

    [Fact]
    public void A_rule_names_the_file_and_the_key_of_the_value()
    {
        sandbox.Write(".nuke/parameters.json", """{ "Region": "mars", "Owner": "me" }""");

        var ended = sandbox.Run(new Demanding(), "Free");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("error: .nuke/parameters.json: Region: must be 'virginia'", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_default_environment_is_not_enough_for_a_target_that_insists()
    {
        sandbox.Write(".nuke/parameters.json", """{ "Env": "dev", "Owner": "me" }""");

        var ended = sandbox.Run(new Demanding(), "All");

        Assert.Contains(
            "error: All needs an environment named with --env <name>. The default, 'dev', is not enough for it. There are: dev, prod.",
            ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_skipped_target_requires_nothing_unless_it_was_invoked()
    {
        var build = new Conditional();

        Assert.Equal(0, sandbox.Run(build, "After").ExitCode);
        Assert.Equal(2, sandbox.Run(build, "Skipped").ExitCode);
        Assert.Equal(0, sandbox.Run(build, "After", "Other", "--skip", "Other").ExitCode);
    }

    [Fact]
    public void A_requirement_that_throws_is_a_fault_of_one_line()
    {
        var ended = sandbox.Run(new Throwing(), "Work");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(
            "error: Work requires 'Throwing.Value', which could not be found out: InvalidOperationException: no value",
            ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_artifacts_folder_with_a_file_in_its_way_is_a_fault_like_the_others()
    {
        sandbox.Write("artifacts", "a file");

        var ended = sandbox.Run(new Demanding(), "Free");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("error: Owner is required.", ended.Error, StringComparison.Ordinal);
        Assert.Contains("error: The folder artifacts cannot be written: 'artifacts' is a file.", ended.Error, StringComparison.Ordinal);
    }

    public RequirementTests()
    {
        sandbox.Write(".nuke/parameters.dev.json", "{}");
        sandbox.Write(".nuke/parameters.prod.json", "{}");
    }

    public void Dispose() => sandbox.Dispose();

    private sealed record Part(string? Name);

    private sealed class Demanding : Recorder, IParameterRules
    {
        public int Ultimate { get; init; }

        public Part Inner { get; init; } = new(" ");

        [Parameter, Required]
        public string? Owner { get; private set; }

        [Parameter, Secret]
        public string? Token => TryGetValue(() => Token);

        [Parameter]
        public int? Count => TryGetValue<int?>(() => Count!);

        [Parameter, CommandLineOnly]
        public bool Confirm => TryGetValue<bool?>(() => Confirm) ?? false;

        [Parameter]
        public string Region => TryGetValue(() => Region) ?? "moon";

        [RequiresNamedEnvironment]
        public Target All => _ => _.DependsOn(Work);

        public Target Work => _ => _
            .Requires(() => Token)
            .Requires(() => Count)
            .Requires(() => Confirm)
            .Requires(() => Answer() == 42)
            .Requires(() => Inner.Name)
            .Executes(() => Record("Work"));

        public Target Free => _ => _.Executes(() => Record("Free"));

        public IEnumerable<ParameterFault> CheckParameters() => Region == "virginia" ? [] :
        [
            new ParameterFault(nameof(Region), "must be 'virginia'"),
            new ParameterFault(null, "the rules of nobody in particular"),
        ];

        private int Answer() => Ultimate;
    }

    private sealed class Conditional : NukeBuild
    {
        [Parameter]
        public string? Missing => TryGetValue(() => Missing);

        public Target Skipped => _ => _.OnlyWhenStatic(() => false).Requires(() => Missing);

        public Target After => _ => _.DependsOn(Skipped);

        public Target Other => _ => _.Requires(() => Missing);
    }

    private sealed class Throwing : NukeBuild
    {
        public Target Work => _ => _.Requires(() => Value);

        private static string Value => throw new InvalidOperationException("no value");
    }
}
