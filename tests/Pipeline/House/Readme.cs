using System.Diagnostics;
using TutorPipeline.Tests.EndToEnd;

namespace TutorPipeline.Tests.House;

/// <summary>What the README and the schema say is what the code says. Run with UPDATE_GOLDEN=1 to write them anew.</summary>
public static class Readme
{
    private const string Begin = "<!-- targets: generated from the code, see CONTRIBUTING.md -->\n";
    private const string End = "<!-- /targets -->";

    [Fact]
    public static void The_target_table_is_that_of_the_targets()
    {
        var text = Repository.Read("README.md");
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        var expected = text[..begin] + Table() + text[end..];
        Compare(Path.Combine(Repository.Root, "README.md"), text, expected);
    }

    [Fact]
    public static void The_readme_fits_two_screens() =>
        Assert.InRange(Repository.Read("README.md").Split('\n').Length, 1, 120);

    [Fact]
    public static void The_schema_is_that_of_the_parameters()
    {
        var schema = Ask("--schema");
        Compare(Path.Combine(Repository.Root, ".nuke", "build.schema.json"), Repository.Read(".nuke", "build.schema.json"), schema);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData(".ci/run")]
    public static void The_readmes_test_command_is_what_ci_runs(string file) =>
        Assert.Contains("./build.sh Test", Repository.Read(file.Split('/')), StringComparison.Ordinal);

    private static string Table()
    {
        using var plan = System.Text.Json.JsonDocument.Parse(Ask("--plan=json"));
        var rows = plan.RootElement.GetProperty("targets").EnumerateArray()
            .Select(t => $"| `{t.GetProperty("name").GetString()}` | {t.GetProperty("description").GetString()} |\n");
        return "| Target | What it does |\n|---|---|\n" + string.Concat(rows);
    }

    private static string Ask(string argument)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "build.sh"), [argument])
        {
            WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        })!;
        var result = PipelineCall.Wait(process);
        Assert.True(result.ExitCode == 0, result.All);
        return result.Output;
    }

    private static void Compare(string path, string actual, string expected)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, expected);
            return;
        }

        Assert.True(expected == actual, $"{Path.GetFileName(path)} is stale; run the tests with UPDATE_GOLDEN=1 and commit it.");
    }
}
