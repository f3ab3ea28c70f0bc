using TutorPipeline.Model;

namespace TutorPipeline.Stages;

/// <summary>A file could not be written because its disk is full.</summary>
public sealed class DiskFullException : PipelineException
{
    // errno(3) on Linux and macOS; on Windows the code of ERROR_DISK_FULL as a result (https://learn.microsoft.com/windows/win32/debug/system-error-codes).
    private const int Enospc = 28;
    private const int ErrorDiskFull = unchecked((int)0x80070070);

    /// <summary>Says which file.</summary>
    /// <param name="cause">What the system said.</param>
    public DiskFullException(IOException cause)
        : base(
            $"The disk is full: {cause?.Message.TrimEnd('.')}. The file was not written, and nothing more was done. Make room and run the target again: "
            + "what was done before is on record.",
            cause)
    {
    }

    /// <summary>Whether an error says that a disk is full.</summary>
    /// <param name="exception">The error.</param>
    /// <returns>Whether it is that.</returns>
    public static bool IsWhat(IOException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.HResult is Enospc or ErrorDiskFull;
    }
}
