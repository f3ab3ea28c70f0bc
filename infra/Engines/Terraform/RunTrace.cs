using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>
/// What the last Terraform in a stack's folder was and how it ended. From it the next run knows whether the holder of a lock can still be
/// alive, and whether something may have been made that no state records.
/// </summary>
internal sealed class RunTrace(string folder)
{
    /// <summary>The file in the stack's folder.</summary>
    public const string File = "last-run.json";

    // Between reading the clock and the system's own record of a start.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    private string PathOf => Path.Combine(folder, File);

    /// <summary>Notes that a process has begun to work on the state.</summary>
    public void Begin(int processId, string command) => Write(
        $$"""{"machine":{{Quoted(System.Environment.MachineName)}},"process":{{processId}},"started":{{Quoted(Now())}},"command":{{Quoted(command)}}}""");

    /// <summary>Notes that it ended by itself, whatever its exit code: then it has recorded what it made.</summary>
    public void End() => System.IO.File.Delete(PathOf);

    /// <summary>The last process that did not end by itself, or null when there is none.</summary>
    public LastRun? Read()
    {
        try
        {
            if (!System.IO.File.Exists(PathOf))
            {
                return null;
            }

            using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(PathOf));
            var root = document.RootElement;
            var (machine, process) = (root.GetProperty("machine").GetString()!, root.GetProperty("process").GetInt32());
            var started = DateTimeOffset.Parse(root.GetProperty("started").GetString()!, CultureInfo.InvariantCulture);
            var isAlive = machine == System.Environment.MachineName && IsAlive(process, started);
            return new LastRun(machine, process, started, root.GetProperty("command").GetString()!, isAlive);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException)
        {
            // Half a file of a run that was killed while it wrote says nothing about any lock.
            return null;
        }
    }

    // A process id is given again; the same id with another start is another process.
    private static bool IsAlive(int process, DateTimeOffset started)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return (found.StartTime.ToUniversalTime() - started.UtcDateTime).Duration() < Tolerance && !HasEnded(process);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception or IOException)
        {
            return false;
        }
    }

    // Where the first process of the system takes no notice of orphans, as in many containers, one that has ended keeps its id as a zombie.
    private static bool HasEnded(int process)
    {
        var status = $"/proc/{process}/stat";
        if (!System.IO.File.Exists(status))
        {
            return false;
        }

        // The state comes behind the name, which is in parentheses and may hold some itself (proc(5)).
        var text = System.IO.File.ReadAllText(status);
        return text.AsSpan(text.LastIndexOf(')') + 1).TrimStart() is ['Z' or 'X', ..];
    }

    private void Write(string text) => System.IO.File.WriteAllText(PathOf, text + "\n");

    private static string Now() => DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => JsonSerializer.Serialize(text, TraceJson.Default.String);
}

/// <summary>A Terraform that was not seen to end.</summary>
/// <param name="Machine">Where it ran.</param>
/// <param name="ProcessId">Its process id there.</param>
/// <param name="Started">When it was started.</param>
/// <param name="Command">What it did: <c>plan</c> or <c>apply</c>.</param>
/// <param name="IsAlive">Whether it still runs, on this machine.</param>
internal sealed record LastRun(string Machine, int ProcessId, DateTimeOffset Started, string Command, bool IsAlive)
{
    /// <summary>Whether it ran on this machine and has ended since, which proves that it holds no lock any more.</summary>
    public bool IsProvablyDead => Machine == System.Environment.MachineName && !IsAlive;
}

/// <summary>Writes texts without reflection.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class TraceJson : System.Text.Json.Serialization.JsonSerializerContext;
