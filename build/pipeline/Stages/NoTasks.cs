using TutorPipeline.Tutor.Cluster.Initialization;
namespace TutorPipeline.Stages;
internal sealed class NoTasks : IInitializationTasks
{
    public Task<IReadOnlyList<InitializationTask>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<InitializationTask>>([]);
}
