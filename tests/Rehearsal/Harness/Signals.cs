using System.Runtime.InteropServices;

namespace TutorPipeline.Rehearsal.Harness;

/// <summary>Sends signals to single processes.</summary>
internal static partial class Signals
{
    public const int Interrupt = 2;

    public const int Kill = 9;

    public const int Terminate = 15;

    /// <summary>Sends it; a process that has ended meanwhile is none of the caller's business.</summary>
    public static void Send(int processId, int signal) => _ = SendSignal(processId, signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int processId, int signal);
}
