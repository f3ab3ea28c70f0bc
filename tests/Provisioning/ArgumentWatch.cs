using System.Collections.Concurrent;

namespace TutorPipeline.Provisioning.Tests;

/// <summary>
/// Keeps the command line of every process that it sees; what a container's own process calls inside of its container is not looked at.
/// </summary>
internal sealed class ArgumentWatch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<string, bool> seen = new();
    private readonly CancellationTokenSource end = new();
    private readonly Task watching;

    public ArgumentWatch() => watching = Task.Run(WatchAsync);

    /// <summary>The command lines, one a line.</summary>
    public string Text => string.Join('\n', seen.Keys);

    public void Dispose()
    {
        end.Cancel();
        watching.Wait();
        end.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!end.IsCancellationRequested)
        {
            foreach (var folder in Directory.EnumerateDirectories("/proc"))
            {
                if (char.IsAsciiDigit(folder["/proc/".Length]))
                {
                    Look(folder);
                }
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private void Look(string folder)
    {
        try
        {
            var command = File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
            if (!seen.ContainsKey(command) && !File.ReadAllText(Path.Combine(folder, "environ")).Contains("REHEARSAL_IMAGE=", StringComparison.Ordinal))
            {
                seen[command] = true;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is another user's.
        }
    }
}
