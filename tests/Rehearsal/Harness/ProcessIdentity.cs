using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;

namespace TutorPipeline.Rehearsal.Harness;

/// <summary>A process that cannot be mistaken for a later one with the same id.</summary>
/// <param name="Id">The process id.</param>
/// <param name="Started">When it started, as the system counts.</param>
internal sealed record ProcessIdentity(int Id, string Started)
{
    /// <summary>Whether that very process still runs.</summary>
    [JsonIgnore]
    public bool IsRunning => StartOf(Id) == Started;

    /// <summary>The identity of a process, or null if there is none with this id.</summary>
    public static ProcessIdentity? Of(int id) => StartOf(id) is { } started ? new(id, started) : null;

    private static string? StartOf(int id) => OperatingSystem.IsLinux() ? FromProc(id) : FromSystem(id);

    // The state is the 3rd field, the start in ticks since boot the 22nd; the 2nd, the name in parentheses, may hold anything.
    private static string? FromProc(int id)
    {
        try
        {
            var line = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[19];
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string? FromSystem(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
