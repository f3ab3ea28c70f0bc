using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines;

/// <summary>Something failed, and the disk that it writes to is full: what it said itself is only what followed from that.</summary>
public sealed class NoRoomException : PipelineException
{
    // Less than this is no room for a plan; a disk that is full has mostly some kilobytes left.
    private const long Least = 64 * 1024;

    private NoRoomException(string what, string folder, long free, Exception? cause)
        : base(
            $"{what} failed because the disk that holds {folder} is full: {free / 1024} KiB are left. Nothing more was done. Make room and run the target "
            + "again: what was done is on record.",
            cause)
    {
    }

    /// <summary>Looks whether a disk is full.</summary>
    /// <param name="what">What failed, as the start of a sentence: <c>'terraform plan' of the stack network</c>.</param>
    /// <param name="folder">Where it writes.</param>
    /// <param name="cause">What it failed with; null for a program's own failure.</param>
    /// <returns>What to throw instead, or null when there is room.</returns>
    internal static NoRoomException? Of(string what, string folder, Exception? cause = null)
    {
        var place = Path.GetFullPath(folder);
        var free = new DriveInfo(place).AvailableFreeSpace;
        return free < Least ? new NoRoomException(what, place, free, cause) : null;
    }
}
