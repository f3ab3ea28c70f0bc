namespace TutorPipeline.Tests.EndToEnd;

/// <summary>Wrong usage: one clear message, exit code 2, nothing started, nothing written.</summary>
public sealed class BadInput : IDisposable
{
    private readonly PipelineCall pipeline = new();

    public static TheoryData<string[], string> Calls => new()
    {
        { ["Deplyo"], "Unknown target 'Deplyo'. Did you mean 'Deploy'?" },
        { ["Deploy", "--dry-rum"], "Unknown option '--dry-rum'. Did you mean '--dry-run'?" },
        { ["Deploy", "--env"], "--env" },
        { ["Deploy", "--parallelism", "-3"], "--parallelism: '-3'" },
        { ["Deploy", "--parallelism", "many"], "--parallelism: 'many'" },
        { ["Deploy", "--mysql-port", "abc"], "--mysql-port: 'abc'" },
        { ["CheckPlatform", "--check-address", "10.0.0.1:x"], "--check-address: '10.0.0.1:x'" },
        { ["Deploy", "--mysql-allocated-storage", "-5"], "'-5'" },
        { ["Deploy", "--verbosity", "loud"], "--verbosity: 'loud'" },
        { ["Deploy", "--env", "staging"], "staging" },
        { ["Deploy", "--skip", "BiuldImage"], "BuildImage" },
        { ["Destroy"], "Destroy" },
        { ["RestoreBackup"], "RestoreBackup" },
        { ["--plan=svg"], "svg" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Ends_with_exit_code_2_and_says_what_is_wrong(string[] arguments, string expected)
    {
        var result = pipeline.Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(pipeline.Root, "artifacts")), "Something was written.");
    }

    [Fact]
    public void Names_the_existing_environments_when_one_does_not_exist()
    {
        var result = pipeline.Run("Deploy", "--env", "staging", "--dry-run");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("dev", result.Error, StringComparison.Ordinal);
        Assert.Contains("prod", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_line_and_column_of_malformed_json()
    {
        pipeline.WriteParameters("{\n  \"Env\": \"prod\",\n  \"PlatformName\": oops\n}");

        var result = pipeline.Run("Deploy", "--dry-run");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(".nuke/parameters.json", result.Error, StringComparison.Ordinal);
        Assert.Contains("line 3", result.Error, StringComparison.Ordinal);
        Assert.Contains("column", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_an_unknown_key_with_a_suggestion()
    {
        pipeline.WriteParameters("{ \"MySqlPrt\": 3306 }", "prod");

        var result = pipeline.Run("Deploy", "--env", "prod", "--dry-run");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(".nuke/parameters.prod.json", result.Error, StringComparison.Ordinal);
        Assert.Contains("MySqlPrt", result.Error, StringComparison.Ordinal);
        Assert.Contains("MySqlPort", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_all_faults_at_once_each_with_file_and_key()
    {
        pipeline.WriteParameters("{ \"AwsAccountId\": \"12345\", \"VpcCidr\": \"10.0.0.0\", \"MySqlPort\": \"abc\" }", "prod");

        var result = pipeline.Run("Deploy", "--env", "prod", "--dry-run");

        Assert.Equal(2, result.ExitCode);
        foreach (var key in new[] { "AwsAccountId", "VpcCidr", "MySqlPort" })
        {
            Assert.Contains(result.Error.Split('\n'), line =>
                line.Contains(".nuke/parameters.prod.json", StringComparison.Ordinal) && line.Contains(key, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Refuses_an_artifacts_folder_that_cannot_be_written()
    {
        File.WriteAllText(Path.Combine(pipeline.Root, "artifacts"), "in the way");

        var result = pipeline.Run("Deploy", "--env", "prod", "--dry-run");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("artifacts", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => pipeline.Dispose();
}
