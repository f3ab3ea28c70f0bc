using System.Text;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>The cluster did not take objects.</summary>
public sealed class ManifestsRefusedException : PipelineException
{
    private const int MostShown = 10;

    internal ManifestsRefusedException(string server, IReadOnlyList<ManifestFault> faults, int total, bool isBeforeAnything)
        : base(Text(server, faults, total, isBeforeAnything)) => Faults = faults;

    /// <summary>Every object that was not taken, and why.</summary>
    public IReadOnlyList<ManifestFault> Faults { get; }

    private static string Text(string server, IReadOnlyList<ManifestFault> faults, int total, bool isBeforeAnything)
    {
        var text = new StringBuilder()
            .Append("The cluster at ").Append(server).Append(" does not take ").Append(faults.Count).Append(" of ").Append(total)
            .Append(total == 1 ? " object" : " objects")
            .Append(isBeforeAnything ? ", and nothing was changed:" : "; what was applied before stays until the next deploy:");
        for (var i = 0; i < faults.Count && i < MostShown; i++)
        {
            text.Append($"\n  {faults[i].Key}: {faults[i].Facts.TrimEnd('.')}. {faults[i].WayOut}");
        }

        return faults.Count <= MostShown ? text.ToString()
            : text.Append("\n  and ").Append(faults.Count - MostShown).Append(" more.").ToString();
    }
}
