using TutorPipeline.Model;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Tutor.Engine;

/// <summary>The engine that holds images and runs containers: Docker or what speaks its API.</summary>
public interface IContainerEngine
{
    /// <summary>Asks the engine what it is, and so whether it can be used at all.</summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>What it is.</returns>
    /// <exception cref="PipelineException">There is no engine, no permission to use it, or it is older than needed.</exception>
    Task<EngineFacts> ExamineAsync(CancellationToken cancellationToken);

    /// <summary>Looks for an image.</summary>
    /// <param name="image">Its name with a tag or digest, or its id.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The image, or null when the engine does not have it.</returns>
    /// <exception cref="PipelineException">The engine cannot be asked.</exception>
    Task<EngineImage?> FindAsync(ImageReference image, CancellationToken cancellationToken);

    /// <summary>What made an image's layers, as <c>docker history --no-trunc</c> shows it, newest first.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>One line a layer.</returns>
    /// <exception cref="PipelineException">The engine cannot be asked.</exception>
    Task<IReadOnlyList<string>> HistoryAsync(ImageReference image, CancellationToken cancellationToken);

    /// <summary>
    /// Reads an image as <c>docker save</c> writes it: a tar of its configuration and layers, which may be several gigabytes.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>A stream that is read once; the caller disposes of it.</returns>
    /// <exception cref="PipelineException">The engine cannot be asked.</exception>
    Task<Stream> SaveAsync(ImageReference image, CancellationToken cancellationToken);

    /// <summary>Runs a command in a container without network that is removed afterwards, whatever happens.</summary>
    /// <param name="image">The image.</param>
    /// <param name="command">The command; replaces the image's entrypoint.</param>
    /// <param name="cancellationToken">Kills the container.</param>
    /// <returns>How it ended; an exit code other than 0 is a result, not an exception.</returns>
    /// <exception cref="PipelineException">The container cannot be made or started.</exception>
    Task<ContainerResult> RunAsync(ImageReference image, IReadOnlyList<string> command, CancellationToken cancellationToken);

    /// <summary>Gives an image a further name.</summary>
    /// <param name="image">The image.</param>
    /// <param name="name">The name with a tag.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>A task that ends when it has the name.</returns>
    /// <exception cref="PipelineException">There is no such image.</exception>
    Task TagAsync(ImageReference image, ImageReference name, CancellationToken cancellationToken);

    /// <summary>Takes a name from an image; layers that no name needs go with it. A name that nothing has is no error.</summary>
    /// <param name="name">The name with a tag.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>A task that ends when the name is gone.</returns>
    /// <exception cref="PipelineException">The engine refuses.</exception>
    Task UntagAsync(ImageReference name, CancellationToken cancellationToken);

    /// <summary>Pushes an image under a name that it has.</summary>
    /// <param name="name">The name with registry and tag.</param>
    /// <param name="login">Who pushes; null for a registry that asks nobody.</param>
    /// <param name="progress">Takes the progress of every layer.</param>
    /// <param name="cancellationToken">Ends the push early.</param>
    /// <returns>The digest that the push stream reports: <c>sha256:</c> and 64 hexadecimal digits.</returns>
    /// <exception cref="PushRefusedException">The registry refused; it says whether for the login.</exception>
    /// <exception cref="PipelineException">Something else is wrong.</exception>
    Task<string> PushAsync(
        ImageReference name, RegistryLogin? login, IProgress<LayerProgress> progress, CancellationToken cancellationToken);
}

/// <summary>What an engine is.</summary>
/// <param name="Version">Its version, such as <c>26.1.5</c>.</param>
/// <param name="ApiVersion">The newest version of its API, such as <c>1.45</c>.</param>
/// <param name="DataFolder">Where it keeps its images on this machine; null when it runs elsewhere.</param>
public sealed record EngineFacts(string Version, string ApiVersion, string? DataFolder);

/// <summary>An image in the engine.</summary>
/// <param name="Id">Its id, <c>sha256:</c> and 64 hexadecimal digits.</param>
/// <param name="Size">All of its layers unpacked, in bytes.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Digests">The digests under which registries know it, with their repositories.</param>
public sealed record EngineImage(
    string Id, long Size, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<ImageReference> Digests);

/// <summary>How a container ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">All that it printed to standard output.</param>
/// <param name="Error">All that it printed to standard error.</param>
public sealed record ContainerResult(int ExitCode, string Output, string Error);

/// <summary>Who pushes and pulls.</summary>
/// <param name="User">The user name; ECR's is <c>AWS</c>.</param>
/// <param name="Password">The password or token.</param>
public sealed record RegistryLogin(string User, Secret Password);

/// <summary>How far a layer is.</summary>
/// <param name="Layer">The first digits of its id.</param>
/// <param name="Status">What the engine says, such as <c>Pushing</c> or <c>Layer already exists</c>.</param>
/// <param name="Done">Bytes that were sent.</param>
/// <param name="Total">Bytes in all; null while the engine does not say.</param>
public sealed record LayerProgress(string Layer, string Status, long Done, long? Total);
