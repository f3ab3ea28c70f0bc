namespace TutorPipeline.Tutor.Cluster.Initialization;

/// <summary>Knows Tutor's own tasks, which depend on its version and plugins.</summary>
public interface IInitializationTasks
{
    /// <summary>Lists the tasks.</summary>
    /// <param name="cancellationToken">Ends the looking.</param>
    /// <returns>The tasks in the order in which they must run.</returns>
    /// <exception cref="TutorPipeline.Model.PipelineException">They cannot be known.</exception>
    Task<IReadOnlyList<InitializationTask>> ListAsync(CancellationToken cancellationToken);
}
