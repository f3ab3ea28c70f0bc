using System.Globalization;
using TutorPipeline.Model;
using TutorPipeline.Processes;

namespace TutorPipeline.Tests.Processes;

public static class ToolRunnerTests
{
    [Theory]
    [InlineData("two words")]
    [InlineData("")]
    [InlineData("\"double\" and 'single'")]
    [InlineData("back\\slash\\")]
    [InlineData("$HOME `id` $(id) ; | & > *")]
    [InlineData("two\nlines")]
    [InlineData("-n")]
    [InlineData("größer 🎓")]
    public static async Task Passes_an_argument_verbatim(string argument)
    {
        var result = await Scripts.RunAsync(Scripts.Sh("printf '%s|%s|%s\\n' $# \"$1\" \"$2\"", argument, "last"));

        Assert.Equal($"2|{argument}|last\n", result.Output);
    }

    [Fact]
    public static async Task Gives_exit_code_and_both_outputs_of_a_tool_that_fails()
    {
        var result = await Scripts.RunAsync(Scripts.Sh("echo good; echo bad >&2; exit 7"));

        Assert.Equal((7, "good\n", "bad\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public static async Task Sets_and_removes_variables()
    {
        var invocation = Scripts.Sh("echo \"$ADDED\"; echo \"${HOME-removed}\"") with
        {
            Environment = new Dictionary<string, string?> { ["ADDED"] = "with spaces", ["HOME"] = null },
        };

        Assert.Equal("with spaces\nremoved\n", (await Scripts.RunAsync(invocation)).Output);
    }

    [Fact]
    public static async Task Runs_in_the_folder_that_it_is_given()
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetTempPath());

        Assert.Equal(folder + "\n", (await Scripts.RunAsync(Scripts.Sh("pwd") with { WorkingDirectory = folder })).Output);
    }

    [Fact]
    public static async Task Closes_standard_input_when_there_is_none() =>
        Assert.Equal("[]\n", (await Scripts.RunAsync(Scripts.Sh("echo \"[$(cat)]\""))).Output);

    [Fact]
    public static async Task Writes_standard_input_as_utf8_without_byte_order_mark() =>
        Assert.Equal(
            "67 c3 b6\n",
            (await Scripts.RunAsync(Scripts.Sh("od -An -tx1 | sed 's/^ *//'") with { StandardInput = "gö" })).Output);

    [Fact]
    public static async Task Does_not_mind_a_tool_that_leaves_its_input_unread() =>
        Assert.Equal(
            0, (await Scripts.RunAsync(Scripts.Sh("exec <&-; exit 0") with { StandardInput = new string('x', 1_000_000) })).ExitCode);

    [Fact]
    public static async Task Keeps_all_of_a_flood_and_passes_each_line_on()
    {
        const int Lines = 200_000;
        var seen = 0;
        var invocation = Scripts.Sh($"seq 1 {Lines.ToString(CultureInfo.InvariantCulture)}") with { OnOutput = _ => seen++ };

        var result = await Scripts.RunAsync(invocation);

        Assert.Equal((Lines, Lines), (seen, result.Output.Count(c => c == '\n')));
        Assert.EndsWith("\n199999\n200000\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Replaces_bytes_that_are_no_text() =>
        Assert.Equal("a\uFFFDb\n", (await Scripts.RunAsync(Scripts.Sh("printf 'a\\377b\\n'"))).Output);

    [Fact]
    public static async Task Says_that_a_program_was_not_found()
    {
        var missing = await Assert.ThrowsAsync<ToolNotFoundException>(
            () => Scripts.RunAsync(new ToolInvocation("no-such-program", [])));

        Assert.Equal(
            "The program 'no-such-program' was not found on PATH. "
            + "Run './build.sh Doctor' to see which tools are missing and how to get them.",
            missing.Message);
    }

    [Fact]
    public static async Task Says_that_a_folder_to_run_in_is_missing()
    {
        var invocation = Scripts.Sh("exit 0") with { WorkingDirectory = Path.Combine(Path.GetTempPath(), "no-such-folder-here") };

        var refused = await Assert.ThrowsAsync<ToolNotStartedException>(() => Scripts.RunAsync(invocation));

        Assert.Contains("The program 'sh' at ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static void Finds_programs_on_the_path_and_nothing_that_cannot_be_executed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "files are executable by their name on Windows; run the tests in WSL as well.");
        var runner = new ToolRunner();
        var file = Path.GetTempFileName();
        try
        {
            Assert.EndsWith("/sh", runner.Find("sh"), StringComparison.Ordinal);
            Assert.Null(runner.Find(file));
            Assert.Null(runner.Find("no-such-program"));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
