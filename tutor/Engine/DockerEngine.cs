using Docker.DotNet;
using Docker.DotNet.Models;
using TutorPipeline.Model.Values;
using Version = System.Version;

namespace TutorPipeline.Tutor.Engine;

/// <summary>
/// Docker, or what speaks its API: at the given endpoint, else at <c>DOCKER_HOST</c>, else where the context of the <c>docker</c> command
/// points.
/// </summary>
public sealed class DockerEngine : IContainerEngine, IDisposable
{
    private const int SaveBuffer = 128 * 1024;
    private readonly Uri? endpoint;
    private readonly Lazy<DockerClient> client;

    /// <summary>Makes the engine; nothing is looked for before it is used.</summary>
    /// <param name="endpoint">
    /// Where it listens, such as <c>unix:///var/run/docker.sock</c>; null to find out as the <c>docker</c> command does.
    /// </param>
    public DockerEngine(Uri? endpoint = null)
    {
        this.endpoint = endpoint;

        // No API version is named: an engine then speaks its newest, while 1.41 is refused by Docker 29 and anything above by 20.10.
        client = new(() => (endpoint is null ? new DockerClientBuilder() : new DockerClientBuilder().WithEndpoint(endpoint)).Build());
    }

    /// <summary>The oldest version of the API that will do, which Docker 20.10 speaks.</summary>
    public static Version OldestApi { get; } = new(1, 41);

    private string Place => client.IsValueCreated
        ? client.Value.Options.Endpoint.ToString()
        : endpoint?.ToString() ?? Environment.GetEnvironmentVariable("DOCKER_HOST") ?? "the place that the docker context names";

    /// <inheritdoc/>
    public Task<EngineFacts> ExamineAsync(CancellationToken cancellationToken) => CallAsync("say what it is", async docker =>
    {
        var version = await docker.System.GetVersionAsync(cancellationToken);
        var facts = new EngineFacts(version.Version, version.APIVersion, null);
        if (!Version.TryParse(version.APIVersion, out var api) || api < OldestApi)
        {
            throw new EngineTooOldException(Place, facts);
        }

        var info = await docker.System.GetSystemInfoAsync(cancellationToken);
        var isHere = docker.Options.Endpoint.Scheme == "unix" && Directory.Exists(info.DockerRootDir);
        return facts with { DataFolder = isHere ? info.DockerRootDir : null };
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<EngineImage?> FindAsync(ImageReference image, CancellationToken cancellationToken) => CallAsync(
        $"look for the image {image}", async docker =>
        {
            try
            {
                var found = await docker.Images.InspectImageAsync(image.ToString(), cancellationToken);
                return Read(found);
            }
            catch (DockerImageNotFoundException)
            {
                return null;
            }
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> HistoryAsync(ImageReference image, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<string>>($"tell the history of {image}", async docker =>
        {
            var layers = await docker.Images.GetImageHistoryAsync(image.ToString(), cancellationToken);
            return [.. layers.Select(l => l.CreatedBy)];
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<Stream> SaveAsync(ImageReference image, CancellationToken cancellationToken) => CallAsync(
        $"hand over the image {image}",

        // The engine's own stream takes a read of no bytes, as readers of tar do at the end of a file, for the end of the connection.
        async docker => (Stream)new BufferedStream(await docker.Images.SaveImageAsync(image.ToString(), cancellationToken), SaveBuffer),
        cancellationToken);

    /// <inheritdoc/>
    public Task<ContainerResult> RunAsync(ImageReference image, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(command.Count, nameof(command));
        return CallAsync(
            $"run {command[0]} in {image}",
            docker => ContainerRun.RunAsync(docker.Containers, image, command, cancellationToken),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task TagAsync(ImageReference image, ImageReference name, CancellationToken cancellationToken) => CallAsync(
        $"give {image} the name {name}", async docker =>
        {
            await docker.Images.TagImageAsync(
                image.ToString(), new ImageTagParameters { RepositoryName = name.Name.ToString(), Tag = name.Tag }, cancellationToken);
            return true;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task UntagAsync(ImageReference name, CancellationToken cancellationToken) => CallAsync(
        $"take the name {name} away", async docker =>
        {
            try
            {
                await docker.Images.DeleteImageAsync(name.ToString(), new ImageDeleteParameters(), cancellationToken);
            }
            catch (DockerImageNotFoundException)
            {
                return false;
            }

            return true;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<string> PushAsync(
        ImageReference name, RegistryLogin? login, IProgress<LayerProgress> progress, CancellationToken cancellationToken) =>
        CallAsync($"push {name}", async docker =>
        {
            var stream = new PushStream(progress);
            await docker.Images.PushImageAsync(
                name.Name.ToString(), new ImagePushParameters { Tag = name.Tag }, Authorize(name, login), stream, cancellationToken);
            return stream.Fault is { } fault
                ? throw new PushRefusedException(name, fault, PushFaults.IsForLogin(fault))
                : stream.Digest ?? await DigestAsync(docker, name, cancellationToken);
        }, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (client.IsValueCreated)
        {
            client.Value.Dispose();
        }
    }

    private static AuthConfig Authorize(ImageReference name, RegistryLogin? login) => login is null ? new AuthConfig() : new AuthConfig
    {
        Username = login.User,
        Password = login.Password.Reveal(),
        ServerAddress = name.Registry?.ToString(),
    };

    private static EngineImage Read(ImageInspectResponse image) => new(
        image.ID,
        image.Size,
        (image.Config?.Labels ?? new Dictionary<string, string>()).ToDictionary(StringComparer.Ordinal),
        [.. (image.RepoDigests ?? []).Select(d => ImageReference.Parse(d, null))]);

    private static async Task<string> DigestAsync(DockerClient docker, ImageReference name, CancellationToken cancellationToken)
    {
        var image = Read(await docker.Images.InspectImageAsync(name.ToString(), cancellationToken));
        return image.Digests.FirstOrDefault(d => d.Name == name.Name)?.Digest
            ?? throw new EngineRefusedException($"push {name}", "it named no digest and no error");
    }

    private async Task<T> CallAsync<T>(string what, Func<DockerClient, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call(client.Value);
        }
        catch (DockerImageNotFoundException e)
        {
            throw new NoSuchImageException(what, e);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && EngineFaults.Of(e, Place, what) is { } fault)
        {
            throw fault;
        }
    }
}
