using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Tests.Cluster.Apply;

/// <summary>Remembers what was waited for, and fails or hangs when told to.</summary>
internal sealed class FakeRollout : IRollout
{
    public List<string> Waited { get; } = [];

    /// <summary>What happens instead of a rollout, by the image of the set's first Deployment.</summary>
    public Func<ManifestSet, CancellationToken, Task>? Act { get; set; }

    public async Task WaitAsync(
        ManifestSet set, IReadOnlyList<ManifestKey> changed, IStageReport report, CancellationToken cancellationToken)
    {
        Waited.Add(string.Join(' ', changed));
        await (Act?.Invoke(set, cancellationToken) ?? Task.CompletedTask);
    }
}

/// <summary>A rollout that cannot succeed.</summary>
internal sealed class FakeRolloutException(string message) : PipelineException(message);
