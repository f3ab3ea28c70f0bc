using System.Text.Json.Nodes;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.State;

/// <summary>Where the states of stacks are kept.</summary>
public abstract class StateStore
{
    /// <summary>Whether it can only be reached with AWS credentials.</summary>
    public abstract bool IsInAws { get; }

    /// <summary>Reads one state.</summary>
    /// <param name="key">Its key, such as <c>courses-yourschool-virginia/network/terraform.tfstate</c>.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The state, or null when there is none.</returns>
    /// <exception cref="PipelineException">The store cannot be read, or the state is none.</exception>
    public abstract Task<StackState?> ReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>What would be made before the first state can be written.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The changes; none when the store is as it should be.</returns>
    /// <exception cref="PipelineException">The store cannot be read.</exception>
    public abstract Task<IReadOnlyList<Change>> MissingAsync(CancellationToken cancellationToken);

    /// <summary>Makes what is missing.</summary>
    /// <param name="cancellationToken">Ends the work early; the next call makes the rest.</param>
    /// <returns>A task that ends when states can be written.</returns>
    /// <exception cref="PipelineException">It could not be made.</exception>
    public abstract Task MakeAsync(CancellationToken cancellationToken);

    /// <summary>The backend block of Terraform's settings.</summary>
    internal abstract JsonObject Backend(string key);
}
