using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>Waits until what was applied runs, or explains why it never will.</summary>
public interface IRollout
{
    /// <summary>Waits until every changed workload is rolled out and has stayed so.</summary>
    /// <param name="set">All objects of the release, of which some did not change.</param>
    /// <param name="changed">The objects that were created or changed; only they are waited for. Those that are no workload are
    /// ignored.</param>
    /// <param name="report">Takes what is being waited for.</param>
    /// <param name="cancellationToken">Ends the waiting; it changes nothing in the cluster.</param>
    /// <returns>A task that ends when all of them run.</returns>
    /// <exception cref="PipelineException">A workload cannot run, or did not in time; the message says why and what to do.</exception>
    Task WaitAsync(
        ManifestSet set, IReadOnlyList<ManifestKey> changed, IStageReport report, CancellationToken cancellationToken);
}
