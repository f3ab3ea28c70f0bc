namespace TutorPipeline.Provisioning.Tests;

/// <summary>A disk with little room, which is a file system in memory.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Dictionary<string, string?> None = [];

    private readonly string folder;

    private SmallDisk(string folder) => this.folder = folder;

    /// <summary>Puts it at a folder, or skips the test where that is not allowed.</summary>
    public static SmallDisk MountOrSkip(string folder, int kibibytes)
    {
        Directory.CreateDirectory(folder);
        var mount = Tools.Run("mount", None, "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", folder);
        Assert.SkipUnless(mount.ExitCode == 0, "A small disk cannot be mounted here; run as root where mounting is allowed.");
        return new(folder);
    }

    // Lazily, as the system may look at it a moment longer.
    public void Dispose() => Tools.Run("umount", None, "--lazy", folder);
}
