using System.Collections.Concurrent;
using TutorPipeline.Model;
using TutorPipeline.Processes;

namespace TutorPipeline.Tests.Processes;

/// <summary>Small programs in the system's own shell, run as the pipeline runs its tools.</summary>
internal static class Scripts
{
    // Ends a test that would hang; no test passes or fails by it otherwise.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>An invocation of a script; the arguments are <c>$1</c> and so on.</summary>
    public static ToolInvocation Sh(string script, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no sh on Windows; run the tests in WSL as well.");
        return new("sh", ["-c", script, "script", .. arguments]) { Timeout = Limit };
    }

    public static Task<ToolResult> RunAsync(ToolInvocation invocation) =>
        new ToolRunner().RunAsync(invocation, TestContext.Current.CancellationToken);

    /// <summary>Runs until the script has printed <c>ready</c>, then cancels. Gives every line that it printed.</summary>
    public static async Task<IReadOnlyList<string>> CancelWhenReadyAsync(ToolInvocation invocation)
    {
        using var cancellation = new CancellationTokenSource();
        var lines = new ConcurrentQueue<string>();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = new ToolRunner().RunAsync(invocation with { OnOutput = Take }, cancellation.Token);
        await Task.WhenAny(ready.Task, running);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        return [.. lines];

        void Take(string line)
        {
            lines.Enqueue(line);
            if (line == "ready")
            {
                ready.TrySetResult();
            }
        }
    }

    /// <summary>
    /// Runs into the limit after the tool has said something on standard error. On a machine so busy that the tool does not get as far, the
    /// limit is raised.
    /// </summary>
    public static async Task<ToolTimeoutException> StopAtLimitAsync(ToolInvocation invocation)
    {
        for (var limit = TimeSpan.FromSeconds(1); ; limit *= 4)
        {
            var heard = false;
            var late = await Assert.ThrowsAsync<ToolTimeoutException>(
                () => RunAsync(invocation with { Timeout = limit, OnError = _ => heard = true }));
            if (heard || limit > Limit)
            {
                return late;
            }
        }
    }

    /// <summary>Waits until a process is gone: a signal that was sent takes effect a moment later.</summary>
    public static async Task AssertGoneAsync(string processId)
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "there is no /proc to look for processes in; run the tests on Linux as well.");
        var until = DateTime.UtcNow + Limit;
        while (Runs(processId))
        {
            Assert.True(DateTime.UtcNow < until, $"the process {processId} still runs");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    // A process that has ended and that nobody has asked for yet is not running either.
    private static bool Runs(string processId)
    {
        try
        {
            return !File.ReadAllText($"/proc/{processId}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
