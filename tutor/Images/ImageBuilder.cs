using TutorPipeline.Model;
using TutorPipeline.Tutor.Engine;

namespace TutorPipeline.Tutor.Images;

/// <summary>Carries out a build and makes sure that it made what it should.</summary>
/// <param name="engine">The engine that gets the image.</param>
/// <param name="folders">Where rendered folders are.</param>
/// <param name="choices">How it is built.</param>
/// <param name="logins">Makes the settings with which the cache in the registry is read.</param>
public sealed class ImageBuilder(IContainerEngine engine, ImageFolders folders, BuildChoices choices, DockerLogins logins)
{
    private const double Gibibyte = 1 << 30;

    /// <summary>Builds an image.</summary>
    /// <param name="tutor">Tutor.</param>
    /// <param name="build">What to build.</param>
    /// <param name="report">Takes every step as it begins.</param>
    /// <param name="cancellationToken">Interrupts the build.</param>
    /// <returns>A task that ends when the engine has the image.</returns>
    /// <exception cref="BuildFailedException">The build failed or was killed, or there is too little room.</exception>
    /// <exception cref="PipelineException">The engine is not there or not fit.</exception>
    public async Task BuildAsync(ITutor tutor, ImageBuild build, IStageReport report, CancellationToken cancellationToken)
    {
        var facts = await engine.ExamineAsync(cancellationToken);
        CheckRoom(build, facts);
        var progress = new BuildProgress(report);
        using var settings = await logins.OpenAsync(build.Image.Repository, cancellationToken);
        var variables = new Dictionary<string, string?>(settings.Variables) { ["BUILDX_BUILDER"] = choices.Builder, ["BUILDKIT_PROGRESS"] = "plain" };
        var exitCode = await tutor.BuildAsync(
            folders.TutorRoot, folders.TutorPlugins, build, variables, progress.Add, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (exitCode != 0)
        {
            throw BuildFailedException.Of(build, exitCode, progress.Failure());
        }

        // A build that the system killed for want of memory ends Tutor with 0, and leaves the engine with an older image or none.
        var made = await engine.FindAsync(build.Image.Candidate, cancellationToken);
        if (made is null || made.Labels.GetValueOrDefault("tutorpipeline.content") != build.Image.ContentTag)
        {
            throw BuildFailedException.Killed(build, progress.Failure());
        }

        report.Information($"{build.Image.Name} is built: {made.Size / Gibibyte:0.00} GiB, {progress.Done} steps done, {progress.Cached} cached");
    }

    private void CheckRoom(ImageBuild build, EngineFacts facts)
    {
        // An engine elsewhere keeps its own counsel, and so does one whose folder this user may not see.
        if (facts.DataFolder is { } folder && Directory.Exists(folder) && new DriveInfo(folder).AvailableFreeSpace is var free && free < choices.DiskSpace)
        {
            throw BuildFailedException.NoRoom(build, folder, free, choices.DiskSpace);
        }
    }
}

/// <summary>An image was not built.</summary>
public sealed class BuildFailedException : PipelineException
{
    private const double Gibibyte = 1 << 30;

    private BuildFailedException(string message)
        : base(message)
    {
    }

    internal static BuildFailedException Of(ImageBuild build, int exitCode, string failure) => new(
        failure.Contains("no space left on device", StringComparison.OrdinalIgnoreCase)
            ? $"The image {build.Image.Name} was not built: the disk of the engine is full. {failure}\n"
              + "Make room, for instance with 'docker buildx prune' and 'docker image prune', and run the target again: steps that were done are cached."
            : $"The image {build.Image.Name} was not built (exit code {exitCode}): {failure}\n"
              + "Mend what it says and run the target again: steps that were done are cached.");

    internal static BuildFailedException Killed(ImageBuild build, string failure) => new(
        $"The image {build.Image.Name} was not built: the build ended without an image, as it does when the system kills it, mostly for want of "
        + "memory." + (failure.Length > 0 ? $" The last that it said:\n  {failure}\n" : " ")
        + "See 'dmesg' on the engine's machine, give it more memory or another --builder, and run the target again.");

    internal static BuildFailedException NoRoom(ImageBuild build, string folder, long free, long needed) => new(
        $"The image {build.Image.Name} was not built: the disk of {folder}, where the engine keeps images, has {free / Gibibyte:0.0} GiB free, and a "
        + $"build needs {needed / Gibibyte:0.0} GiB (BuildDiskSpace). Make room, for instance with 'docker buildx prune', or lower BuildDiskSpace.");
}
