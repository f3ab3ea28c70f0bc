using TutorPipeline.Processes;

namespace TutorPipeline.Tests.Processes;

/// <summary>Tools that talk with a person.</summary>
public static class TerminalToolTests
{
    [Fact]
    public static async Task Gives_a_tool_the_terminal_and_keeps_its_exit_code_alone()
    {
        var result = await Scripts.RunAsync(Scripts.Sh("test \"$KIND\" = shell && exit 7") with
        {
            TakesTerminal = true,
            Environment = new Dictionary<string, string?> { ["KIND"] = "shell" },
        });

        Assert.Equal((7, string.Empty, string.Empty), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public static async Task Ends_a_tool_that_does_not_end_by_itself_after_an_interrupt()
    {
        using var cancellation = new CancellationTokenSource();
        var mark = Path.Combine(Path.GetTempPath(), $"terminal-tool-{Guid.NewGuid():N}");
        var running = new ToolRunner().RunAsync(
            Scripts.Sh("echo $$ > \"$1\"; while :; do sleep 1; done", mark) with { TakesTerminal = true, GracePeriod = TimeSpan.Zero },
            cancellation.Token);
        while (!File.Exists(mark) || (await File.ReadAllTextAsync(mark)).Length == 0)
        {
            await Task.Delay(10);
        }

        var id = int.Parse(await File.ReadAllTextAsync(mark), null);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Throws<ArgumentException>(() => System.Diagnostics.Process.GetProcessById(id));
        File.Delete(mark);
    }
}
