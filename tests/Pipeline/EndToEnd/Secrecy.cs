namespace TutorPipeline.Tests.EndToEnd;

/// <summary>Secrets are given by variable only, and are in no output.</summary>
public sealed class Secrecy : IDisposable
{
    private const string Value = "s3cr3t-Value_of.this-test";

    private readonly PipelineCall pipeline = new();

    [Theory]
    [InlineData("--verbosity", "verbose")]
    [InlineData("--json", "--no-logo")]
    public void A_secret_that_slips_into_another_parameter_is_masked_everywhere(string first, string second)
    {
        pipeline.Environment["NUKE_SMTP_PASSWORD"] = Value;
        pipeline.Environment["NUKE_OPENEDX_RELEASE"] = "release/" + Value;

        var result = pipeline.Run("ConfigureImage", "--env", "prod", "--dry-run", first, second);

        Assert.DoesNotContain(Value, result.All, StringComparison.Ordinal);
        Assert.Contains("***", result.All, StringComparison.Ordinal);
        if (Directory.Exists(pipeline.ArtifactsOf("prod")))
        {
            foreach (var file in Directory.EnumerateFiles(pipeline.ArtifactsOf("prod"), "*", SearchOption.AllDirectories))
            {
                Assert.DoesNotContain(Value, File.ReadAllText(file), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Is_refused_on_the_command_line_without_being_repeated()
    {
        var result = pipeline.Run("Deploy", "--dry-run", "--smtp-password", Value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("NUKE_SMTP_PASSWORD", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, result.All, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_refused_in_a_file_without_being_repeated()
    {
        pipeline.WriteParameters($"{{ \"SmtpPassword\": \"{Value}\" }}", "prod");

        var result = pipeline.Run("Deploy", "--env", "prod", "--dry-run");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("NUKE_SMTP_PASSWORD", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, result.All, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_in_a_repositorys_address_is_refused_and_not_repeated()
    {
        var result = pipeline.Run("Deploy", "--env", "prod", "--dry-run", "--theme-repositories", $"https://{Value}@github.com/a/b@main");

        Assert.Equal(2, result.ExitCode);
        Assert.DoesNotContain(Value, result.All, StringComparison.Ordinal);
    }

    public void Dispose() => pipeline.Dispose();
}
