using Xunit;

namespace TutorPipeline.Kernel.Tests.Invocation;

public sealed class ParameterSourceTests : IDisposable
{
    private readonly Repository repository = new();

    public void Dispose() => repository.Dispose();

    private object? Port(params string[] args)
    {
        var result = repository.Read(args);
        Assert.Empty(result.Faults);
        return result.Values.TryGet("MySqlPort", out var value) ? value : null;
    }

    [Fact]
    public void What_nothing_sets_has_no_value()
    {
        Assert.Null(Port());
        Assert.Null(repository.Read().Values.OriginOf("MySqlPort"));
    }

    [Fact]
    public void The_stronger_source_wins()
    {
        repository.With("parameters.json", """{ "MySqlPort": 1 }""");
        Assert.Equal(1, Port());

        repository.With("parameters.prod.json", """{ "MySqlPort": 2 }""");
        Assert.Equal(2, Port("--env", "prod"));

        repository.WithVariable("NUKE_MYSQL_PORT", "3");
        Assert.Equal(3, Port("--env", "prod"));
        Assert.Equal(4, Port("--env", "prod", "--mysql-port", "4"));
    }

    [Fact]
    public void The_origin_says_where_a_value_stands()
    {
        repository.With("parameters.json", """{ "mysql-port": 1, "Count": 1 }""").WithVariable("NUKE_COUNT", "5");
        var values = repository.Read().Values;

        Assert.Equal(".nuke/parameters.json: mysql-port", values.OriginOf("MySqlPort")!.Place);
        Assert.Equal(".nuke/parameters.json", values.OriginOf("MySqlPort")!.Source);
        Assert.Equal("NUKE_COUNT", values.OriginOf("Count")!.Place);
        Assert.Equal("environment variable NUKE_COUNT", values.OriginOf("Count")!.Source);
        Assert.Equal("5", values.OriginOf("Count")!.Text);
    }

    [Fact]
    public void A_renamed_parameter_is_found_by_its_member_too()
    {
        var values = repository.Read("--count", "7").Values;

        Assert.True(values.TryGet("numberOfThings", out var value));
        Assert.Equal(7, value);
    }

    [Theory]
    [InlineData("NUKE_MYSQL_PORT")]
    [InlineData("NUKE_MY_SQL_PORT")]
    [InlineData("NUKE_MySqlPort")]
    [InlineData("nuke_mysqlport")]
    public void A_variable_may_be_spelled_in_several_ways(string name)
    {
        repository.WithVariable(name, "3");

        Assert.Equal(3, Port());
    }

    [Theory]
    [InlineData("MYSQL_PORT")]
    [InlineData("NUKEMYSQL_PORT")]
    [InlineData("NUKE_MYSQL_PORTS")]
    [InlineData("NUKE_TELEMETRY_OPTOUT")]
    public void Variables_of_other_programs_are_left_alone(string name)
    {
        repository.WithVariable(name, "abc");

        Assert.Null(Port());
    }

    [Fact]
    public void An_empty_variable_counts_as_unset()
    {
        repository.WithVariable("NUKE_MYSQL_PORT", string.Empty);

        Assert.Null(Port());
    }

    [Fact]
    public void Two_variables_for_one_parameter_are_a_fault() => Assert.Equal(
        ["NUKE_MYSQL_PORT and NUKE_MY_SQL_PORT both set MySqlPort; unset one of them."],
        repository.WithVariable("NUKE_MYSQL_PORT", "1").WithVariable("NUKE_MY_SQL_PORT", "2").Read().Faults);

    [Fact]
    public void A_secret_comes_from_a_variable_and_is_masked()
    {
        var result = repository.WithVariable("NUKE_MYSQL_PASSWORD", "hunter2").Read();

        Assert.Empty(result.Faults);
        Assert.True(result.Values.TryGet("MySqlPassword", out var value));
        Assert.Equal("hunter2", value);
        Assert.Equal(["hunter2"], result.Values.SecretTexts);
        Assert.Equal("***", result.Values.OriginOf("MySqlPassword")!.Text);
    }

    [Fact]
    public void What_confirms_danger_is_accepted_on_the_command_line_only() => Assert.Equal(
        [
            "NUKE_ALLOW_DATA_LOSS: this is accepted on the command line only; give --allow-data-loss there.",
            ".nuke/parameters.json: AllowDataLoss: this is accepted on the command line only; give --allow-data-loss there.",
        ],
        repository.WithVariable("NUKE_ALLOW_DATA_LOSS", "true").With("parameters.json", """{ "AllowDataLoss": true }""").Read().Faults);

    [Fact]
    public void Values_that_are_overridden_are_checked_too() => Assert.Equal(
        [
            "NUKE_MYSQL_PORT: 'x' is not a whole number.",
            ".nuke/parameters.prod.json: MySqlPort: 'abc' is not a whole number.",
        ],
        repository.WithVariable("NUKE_MYSQL_PORT", "x").With("parameters.prod.json", """{ "MySqlPort": "abc" }""")
            .Read("--env", "prod", "--mysql-port", "4").Faults);

    [Fact]
    public void Verbosity_parallelism_and_host_may_be_set_elsewhere()
    {
        var request = repository.With("parameters.json", """{ "Verbosity": "quiet", "Parallelism": 2 }""")
            .WithVariable("NUKE_VERBOSITY", "verbose").WithVariable("NUKE_HOST", "GitHubActions").Read().Request;

        Assert.Equal(Kernel.Invocation.Verbosity.Verbose, request.Verbosity);
        Assert.Equal(2, request.Parallelism);
        Assert.Equal("GitHubActions", request.Host);
    }

    [Fact]
    public void A_wrong_setting_is_named_with_its_place() => Assert.Equal(
        [
            "NUKE_PARALLELISM: 'many' is not allowed; give a whole number of at least 1.",
            ".nuke/parameters.json: Parallelism: '0' is not allowed; give a whole number of at least 1.",
        ],
        repository.With("parameters.json", """{ "Parallelism": 0 }""").WithVariable("NUKE_PARALLELISM", "many").Read().Faults);

    [Fact]
    public void Paths_start_from_the_root_in_files_and_from_the_current_folder_elsewhere()
    {
        var below = Directory.CreateDirectory(Path.Combine(repository.Root, "below")).FullName;
        repository.With("parameters.json", """{ "Maps": "maps" }""");

        Assert.Equal(AbsolutePath.Create(Path.Combine(repository.Root, "maps")), Maps([], below));
        Assert.Equal(AbsolutePath.Create(Path.Combine(below, "maps")), Maps(["--maps", "maps"], below));
    }

    private object? Maps(string[] args, string currentDirectory)
    {
        var result = Kernel.Invocation.InvocationReader.Read(args, Sample.Shape, Sample.Catalog, repository.Variables, currentDirectory);
        Assert.Equal(repository.Root, result.Root.ToString());
        return result.Values.TryGet("Maps", out var value) ? value : null;
    }
}
