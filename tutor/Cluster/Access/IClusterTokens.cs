using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Access;

/// <summary>Gives bearer tokens for a cluster, fresh ones as old ones expire.</summary>
public interface IClusterTokens
{
    /// <summary>Gives a token that is good for at least a minute.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The token.</returns>
    /// <exception cref="PipelineException">There are no credentials to make one with.</exception>
    Task<Secret> GetAsync(CancellationToken cancellationToken);
}
