using Docker.DotNet;
using Docker.DotNet.Models;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Tutor.Engine;

/// <summary>One container from its making to its removal.</summary>
internal static class ContainerRun
{
    private static readonly TimeSpan RemovalPatience = TimeSpan.FromSeconds(30);

    public static async Task<ContainerResult> RunAsync(
        IContainerOperations containers, ImageReference image, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        // Not cancelled while it is made: a container whose id nobody learns could not be removed.
        cancellationToken.ThrowIfCancellationRequested();
        var made = await containers.CreateContainerAsync(Describe(image, command), CancellationToken.None);
        try
        {
            return await FollowAsync(containers, made.ID, cancellationToken);
        }
        finally
        {
            // Killed and removed also when the caller has given up, and so not with the caller's token.
            using var patience = new CancellationTokenSource(RemovalPatience);
            await containers.RemoveContainerAsync(
                made.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, patience.Token);
        }
    }

    private static CreateContainerParameters Describe(ImageReference image, IReadOnlyList<string> command) => new()
    {
        Image = image.ToString(),
        Entrypoint = [command[0]],
        Cmd = [.. command.Skip(1)],
        AttachStdout = true,
        AttachStderr = true,
        NetworkDisabled = true,
        HostConfig = new HostConfig { NetworkMode = "none", SecurityOpt = ["no-new-privileges"] },
        Labels = new Dictionary<string, string> { ["org.tutorpipeline.check"] = "true" },
    };

    // Attached before it starts, so that nothing it prints is missed.
    private static async Task<ContainerResult> FollowAsync(IContainerOperations containers, string id, CancellationToken cancellationToken)
    {
        using var output = await containers.AttachContainerAsync(
            id, new ContainerAttachParameters { Stream = true, Stdout = true, Stderr = true }, cancellationToken);
        await containers.StartContainerAsync(id, new ContainerStartParameters(), cancellationToken);
        var (standard, error) = await output.ReadOutputToEndAsync(cancellationToken);
        var end = await containers.WaitContainerAsync(id, cancellationToken);
        return new ContainerResult((int)end.StatusCode, standard, error);
    }
}
