using System.Diagnostics;

namespace TutorPipeline.Harness.Tests;

/// <summary>Looks at processes of this machine.</summary>
internal static class Running
{
    // A process may take a moment to end after whoever started it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static bool Is(int id)
    {
        var state = $"/proc/{id}/stat";
        try
        {
            return File.Exists(state) && !File.ReadAllText(state).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    public static void Kill(int id)
    {
        using var kill = Process.Start("bash", ["-c", $"kill -9 {id}"]);
        kill.WaitForExit();
    }

    public static void AssertGone(IEnumerable<int> ids)
    {
        var all = ids.ToArray();
        Assert.NotEmpty(all);
        for (var waited = Stopwatch.StartNew(); all.Any(Is) && waited.Elapsed < Patience;)
        {
            Thread.Sleep(50);
        }

        Assert.DoesNotContain(all, Is);
    }
}
