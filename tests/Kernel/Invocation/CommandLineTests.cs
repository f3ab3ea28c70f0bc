using TutorPipeline.Kernel.Invocation;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Invocation;

public sealed class CommandLineTests : IDisposable
{
    private readonly Repository repository = new();

    public void Dispose() => repository.Dispose();

    [Fact]
    public void Words_are_targets_whatever_their_case_and_dashes()
    {
        var result = repository.Read("deploy", "provision-network", "DEPLOY");

        Assert.Empty(result.Faults);
        Assert.Equal(["Deploy", "ProvisionNetwork"], result.Request.Targets);
    }

    [Theory]
    [InlineData("--target", "Clean", "Deploy")]
    [InlineData("--target", "Clean+Deploy")]
    [InlineData("--target=Clean+Deploy")]
    [InlineData("Clean+Deploy")]
    [InlineData("--target", "Clean", "--target", "Deploy")]
    [InlineData("Clean", "--", "Deploy")]
    public void Targets_can_be_named_in_several_ways(params string[] args) =>
        Assert.Equal(["Clean", "Deploy"], repository.Read(args).Request.Targets);

    [Fact]
    public void No_word_names_no_target() => Assert.Empty(repository.Read().Request.Targets);

    [Theory]
    [InlineData("Deplpy", "Unknown target 'Deplpy'. Did you mean 'Deploy'?")]
    [InlineData("Provision", "Unknown target 'Provision'. Did you mean 'ProvisionNetwork'?")]
    [InlineData("Xyzzy", "Unknown target 'Xyzzy'. List the targets with --help.")]
    [InlineData("help", "Unknown target 'help'. Did you mean '--help'?")]
    [InlineData("–dry-run", "Unknown target '–dry-run'. Did you mean '--dry-run'?")]
    [InlineData("MySqlPort", "Unknown target 'MySqlPort'. Did you mean '--mysql-port'?")]
    [InlineData("", "Unknown target ''. List the targets with --help.")]
    public void An_unknown_target_is_a_fault_with_a_way_out(string word, string fault) =>
        Assert.Equal([fault], repository.Read(word).Faults);

    [Theory]
    [InlineData("--dryrn", "Unknown option '--dryrn'. Did you mean '--dry-run'?")]
    [InlineData("--deploy", "Unknown option '--deploy'. Did you mean the target 'Deploy'?")]
    [InlineData("--xyzzy=1", "Unknown option '--xyzzy'. List the options with --help.")]
    [InlineData("---", "Unknown option '---'. List the options with --help.")]
    [InlineData("-5", "Unknown option '-5'. List the options with --help.")]
    public void An_unknown_option_is_a_fault_with_a_way_out(string word, string fault) =>
        Assert.Equal([fault], repository.Read(word).Faults);

    [Theory]
    [InlineData("--mysql-port", "5")]
    [InlineData("--mysql-port=5")]
    [InlineData("--my-sql-port", "5")]
    [InlineData("--MySqlPort", "5")]
    [InlineData("-MySqlPort", "5")]
    [InlineData("-mysqlport=5")]
    [InlineData("--mysql-port", "7", "--mysql-port", "5")]
    public void An_option_can_be_written_in_several_ways_and_the_last_one_wins(params string[] args)
    {
        var result = repository.Read(args);

        Assert.Empty(result.Faults);
        Assert.True(result.Values.TryGet("MySqlPort", out var value));
        Assert.Equal(5, value);
        Assert.Equal("command line", result.Values.OriginOf("MySqlPort")!.Source);
    }

    [Theory]
    [InlineData("--count", "-5")]
    [InlineData("--count=-5")]
    public void A_negative_number_is_a_value(params string[] args)
    {
        Assert.True(repository.Read(args).Values.TryGet("Count", out var value));
        Assert.Equal(-5, value);
    }

    [Theory]
    [InlineData(true, "--allow-data-loss")]
    [InlineData(true, "--allow-data-loss", "true")]
    [InlineData(true, "--allow-data-loss=TRUE")]
    [InlineData(false, "--allow-data-loss", "false")]
    [InlineData(false, "--allow-data-loss=false")]
    [InlineData(false, "--allow-data-loss", "--allow-data-loss=false")]
    public void A_switch_is_on_unless_it_says_otherwise(bool expected, params string[] args)
    {
        var result = repository.Read(args);

        Assert.Empty(result.Faults);
        Assert.True(result.Values.TryGet("AllowDataLoss", out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("--dry-run", "Deploy")]
    [InlineData("--allow-data-loss", "--dry-run", "Deploy")]
    [InlineData("--dry-run", "true", "Deploy")]
    [InlineData("--no-logo", "--dry-run", "Deploy")]
    public void A_switch_never_swallows_the_target_behind_it(params string[] args)
    {
        var result = repository.Read(args);

        Assert.Empty(result.Faults);
        Assert.True(result.Request.DryRun);
        Assert.Equal(["Deploy"], result.Request.Targets);
    }

    [Theory]
    [InlineData("--dry-run=maybe", "--dry-run: 'maybe' is not true or false.")]
    [InlineData("--no-logo=1", "--no-logo: '1' is not true or false.")]
    [InlineData("--plan=yaml", "--plan: 'yaml' is not allowed; give one of text, json, mermaid.")]
    [InlineData("--parallelism=0", "--parallelism: '0' is not allowed; give a whole number of at least 1.")]
    [InlineData("--parallelism=-2", "--parallelism: '-2' is not allowed; give a whole number of at least 1.")]
    [InlineData("--parallelism=abc", "--parallelism: 'abc' is not allowed; give a whole number of at least 1.")]
    [InlineData("--parallelism=99999999999", "--parallelism: '99999999999' is not allowed; give a whole number of at least 1.")]
    [InlineData("--verbosity=loud", "--verbosity: 'loud' is not allowed; give one of quiet, minimal, normal, verbose.")]
    [InlineData("--verbosity=1", "--verbosity: '1' is not allowed; give one of quiet, minimal, normal, verbose.")]
    [InlineData("--host=Jenkins", "--host: 'Jenkins' is not allowed; give one of Terminal, GitHubActions.")]
    [InlineData("--completion=tcsh", "--completion: 'tcsh' is not allowed; give one of bash, zsh, fish, powershell.")]
    [InlineData("--mysql-port", "--mysql-port: the value is missing; give a whole number.")]
    [InlineData("--infra-engine", "--infra-engine: the value is missing; give one of Terraform, Pulumi.")]
    [InlineData("--zones", "--zones: the value is missing; give at least one value, each a text.")]
    [InlineData("--env", "--env: the value is missing; give the name of an environment.")]
    [InlineData("--target", "--target: the value is missing; give the name of a target.")]
    public void A_wrong_value_is_a_fault_that_names_what_is_allowed(string word, string fault) =>
        Assert.Equal([fault], repository.Read(word).Faults);

    [Fact]
    public void A_missing_value_is_not_taken_from_the_next_option() => Assert.Equal(
        ["--mysql-port: the value is missing; give a whole number."], repository.Read("--mysql-port", "--dry-run").Faults);

    [Theory]
    [InlineData(null)]
    [InlineData("--plan", PlanFormat.Text)]
    [InlineData("--plan=text", PlanFormat.Text)]
    [InlineData("--plan=json", PlanFormat.Json)]
    [InlineData("--plan=MERMAID", PlanFormat.Mermaid)]
    public void A_plan_takes_its_format_behind_an_equals_sign_only(string? word, object? format = null)
    {
        var result = word is null ? repository.Read("Deploy") : repository.Read(word, "Deploy");

        Assert.Equal(format, (object?)result.Request.Plan);
        Assert.Equal(["Deploy"], result.Request.Targets);
    }

    [Fact]
    public void The_other_built_in_options_arrive_in_the_request()
    {
        var request = repository.With("parameters.prod.json", "{}")
            .Read("--parallelism", "3", "--verbosity", "Quiet", "--env", "prod", "--json", "--host", "githubactions").Request;

        Assert.Equal(3, request.Parallelism);
        Assert.Equal(Verbosity.Quiet, request.Verbosity);
        Assert.Equal("prod", request.EnvironmentName);
        Assert.True(request.EnvironmentWasNamed);
        Assert.True(request.Json);
        Assert.Equal("GitHubActions", request.Host);
    }

    [Fact]
    public void Without_options_the_defaults_hold()
    {
        var request = repository.Read().Request;

        Assert.Equal(Environment.ProcessorCount, request.Parallelism);
        Assert.Equal(Verbosity.Normal, request.Verbosity);
        Assert.Null(request.EnvironmentName);
        Assert.Null(request.Skip);
        Assert.Null(request.Host);
        Assert.False(request.Help || request.DryRun || request.Json || request.Schema || request.EnvironmentWasNamed);
    }

    [Theory]
    [InlineData("--skip", "Clean", "deploy")]
    [InlineData("--skip=Clean+Deploy")]
    [InlineData("--skip", "Clean", "--skip", "Deploy")]
    public void Skip_takes_names_up_to_the_next_option(params string[] args) =>
        Assert.Equal(["Clean", "Deploy"], repository.Read([.. args, "--dry-run"]).Request.Skip);

    [Fact]
    public void Skip_without_names_leaves_out_all_but_the_named_targets()
    {
        var request = repository.Read("Deploy", "--skip").Request;

        Assert.Equal(["Deploy"], request.Targets);
        Assert.Equal([], request.Skip!);
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("-?")]
    [InlineData("--help")]
    public void Help_is_given_whatever_else_is_wrong(string word)
    {
        var result = repository.With("parameters.json", "{").Read("Nothing", "--bogus", word);

        Assert.True(result.Request.Help);
        Assert.Empty(result.Faults);
    }

    [Fact]
    public void All_faults_are_reported_together() => Assert.Equal(
        [
            "Unknown target 'Deplpy'. Did you mean 'Deploy'?",
            "Unknown option '--dryrn'. Did you mean '--dry-run'?",
            "--mysql-port: 'abc' is not a whole number.",
            "--parallelism: '0' is not allowed; give a whole number of at least 1.",
        ],
        repository.Read("Deplpy", "--dryrn", "--mysql-port", "abc", "--parallelism", "0").Faults);

    [Fact]
    public void A_secret_is_refused_and_still_masked()
    {
        var result = repository.Read("--mysql-password", "hunter2");

        Assert.Equal(
            [
                "--mysql-password: a secret on the command line is visible in the process list and stays in the shell's history; "
                + "set the environment variable NUKE_MYSQL_PASSWORD instead.",
            ],
            result.Faults);
        Assert.Equal(["hunter2"], result.Values.SecretTexts);
        Assert.False(result.Values.TryGet("MySqlPassword", out _));
    }
}
