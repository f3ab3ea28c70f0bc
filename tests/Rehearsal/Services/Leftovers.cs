using System.Runtime.InteropServices;

namespace TutorPipeline.Rehearsal.Services;

/// <summary>Removes a folder in which an engine may have left mounts.</summary>
internal static partial class Leftovers
{
    private const int Detach = 2;

    public static void Remove(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        // Later mounts may lie in earlier ones. A folder with a mount in it cannot be removed, and the mount's content must not be.
        foreach (var mount in Mounts().Reverse().ToArray())
        {
            if (mount == folder || mount.StartsWith(folder + "/", StringComparison.Ordinal))
            {
                _ = Unmount(mount, Detach);
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<string> Mounts() => File.Exists("/proc/self/mounts")
        ? File.ReadLines("/proc/self/mounts").Select(line => line.Split(' ')[1].Replace("\\040", " ", StringComparison.Ordinal))
        : [];

    [LibraryImport("libc", EntryPoint = "umount2", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmount(string path, int flags);
}
