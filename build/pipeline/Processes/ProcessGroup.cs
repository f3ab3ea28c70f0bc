using System.Runtime.InteropServices;

namespace TutorPipeline.Processes;

/// <summary>
/// Puts a child into a session, and so a process group, of its own: the terminal's Ctrl-C then reaches the pipeline alone, which passes on
/// exactly one SIGINT. Terraform, for one, takes a second SIGINT as an order to drop everything.
/// </summary>
internal static partial class ProcessGroup
{
    private const int Sigkill = 9;

    // setsid(1) is part of util-linux and replaces itself by the tool, so that the process id stays the same. Where there is none (macOS),
    // the child stays in the pipeline's group and may get a terminal's SIGINT besides ours.
    private static readonly string? Setsid = OperatingSystem.IsLinux() ? ExecutablePath.Find("setsid") : null;

    public static (string Program, IReadOnlyList<string> Arguments) OfItsOwn(string path, IReadOnlyList<string> arguments) =>
        Setsid is null ? (path, arguments) : (Setsid, [path, .. arguments]);

    /// <summary>Kills a child that leads its group, with everything that it started.</summary>
    public static void Kill(int processId)
    {
        if (Setsid is not null)
        {
            _ = KillGroup(-processId, Sigkill);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int KillGroup(int processGroup, int signal);
}
