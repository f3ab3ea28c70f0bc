using System.Diagnostics;
using System.Globalization;

namespace TutorPipeline.Stages;

/// <summary>Gives each run a folder of its own for a render, which holds secrets; those of runs that were killed are removed.</summary>
/// <param name="place">The folder that holds them.</param>
internal sealed class RenderFolders(string place)
{
    /// <summary>The folder of this run; it is not made.</summary>
    public string Own
    {
        get
        {
            foreach (var left in Directory.Exists(place) ? Directory.GetDirectories(place) : [])
            {
                if (IsOfNobody(Path.GetFileName(left)))
                {
                    Directory.Delete(left, recursive: true);
                }
            }

            return Path.Combine(place, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
    }

    // The name is a process id, behind which '.new' may stand.
    private static bool IsOfNobody(string name)
    {
        if (!int.TryParse(name.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == Environment.ProcessId)
        {
            return false;
        }

        try
        {
            using var other = Process.GetProcessById(id);
            return other.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
