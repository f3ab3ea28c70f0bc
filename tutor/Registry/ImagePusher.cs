using System.Text.Json;
using TutorPipeline.Model;
using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Engine;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Tutor.Registry;

/// <summary>Brings one image into the registry, and makes sure that it is that image.</summary>
internal sealed class ImagePusher(
    IContainerEngine engine, RegistryClient registry, Func<CancellationToken, Task<RegistryLogin?>> login, TimeProvider time)
{
    private static readonly TimeSpan CleaningPatience = TimeSpan.FromSeconds(15);

    private Task<RegistryLogin?>? current;

    /// <summary>
    /// Pushes under the release tag, and only when the registry is known to have exactly that puts the content tag on it: whoever finds the
    /// content tag may trust it.
    /// </summary>
    /// <returns>The digest.</returns>
    public async Task<string> PushAsync(BuiltImage image, IStageReport report, CancellationToken cancellationToken)
    {
        var release = image.Repository.WithTag(image.ReleaseTag);
        var existing = await registry.FindDigestAsync(release, cancellationToken);
        var digest = existing ?? await SendAsync(image, release, report, cancellationToken);
        if (existing is not null && !await IsSameAsync(image, existing, cancellationToken))
        {
            throw new TagTakenException(release, existing, "one that was built here");
        }

        try
        {
            if (await registry.FindDigestAsync(release, cancellationToken) is var kept && kept != digest)
            {
                throw new DigestMismatchException(release, digest, kept);
            }

            await registry.PutTagAsync(image.Repository.WithDigest(digest), image.ContentTag, cancellationToken);
        }
        catch (Exception) when (existing is null)
        {
            await TakeBackAsync(release, report);
            throw;
        }

        return digest;
    }

    /// <summary>Pushes to the cache; what fails there costs time in a later build and nothing else.</summary>
    public async Task CacheAsync(BuiltImage image, IStageReport report, CancellationToken cancellationToken)
    {
        if (image.Cache is not { } cache)
        {
            return;
        }

        try
        {
            await SendAsync(image, cache, report, cancellationToken);
        }
        catch (PipelineException e)
        {
            report.Warning($"The layers of {image.Name} are not in the build cache, so a later build takes longer. {e.Message}");
        }
    }

    /// <summary>Whether a digest in the registry is the image that the engine has under the candidate's name.</summary>
    public async Task<bool> IsSameAsync(BuiltImage image, string digest, CancellationToken cancellationToken)
    {
        if (await engine.FindAsync(image.Candidate, cancellationToken) is not { } found)
        {
            return false;
        }

        // An engine with containerd's store names an image by its digest, the older store by that of its configuration.
        return found.Id == digest || found.Digests.Any(d => d.Digest == digest)
            || (await registry.ReadManifestAsync(image.Repository.WithDigest(digest), cancellationToken) is { } manifest
                && Configuration(manifest) == found.Id);
    }

    private async Task<string> SendAsync(BuiltImage image, ImageReference name, IStageReport report, CancellationToken cancellationToken)
    {
        report.Information($"Pushing {name}");
        await engine.TagAsync(image.Candidate, name, cancellationToken);
        try
        {
            var progress = new LayerReport(image.Name, report, time);
            var began = time.GetTimestamp();
            var digest = await SendWithLoginAsync(name, progress, report, cancellationToken);
            var seconds = time.GetElapsedTime(began).TotalSeconds;
            var sent = LayerReport.Megabytes(progress.Sent);
            report.Information(FormattableString.Invariant($"Pushed {name} as {digest}: {sent} in {seconds:0.0} s"));
            return digest;
        }
        finally
        {
            await UntagAsync(name, report);
        }
    }

    private async Task<string> SendWithLoginAsync(
        ImageReference name, IProgress<LayerProgress> progress, IStageReport report, CancellationToken cancellationToken)
    {
        try
        {
            current ??= login(cancellationToken);
            return await engine.PushAsync(name, await current, progress, cancellationToken);
        }
        catch (PushRefusedException e) when (e.IsForLogin)
        {
            report.Information($"The registry did not accept the login for {name}; trying once more with a fresh one");
            current = login(cancellationToken);
            return await engine.PushAsync(name, await current, progress, cancellationToken);
        }
    }

    // Both also when the run is being cancelled, and so not with its token; what fails is told and hides no other error.
    private async Task UntagAsync(ImageReference name, IStageReport report)
    {
        using var patience = new CancellationTokenSource(CleaningPatience);
        try
        {
            await engine.UntagAsync(name, patience.Token);
        }
        catch (Exception e) when (e is PipelineException or OperationCanceledException)
        {
            report.Verbose($"The engine keeps the name {name}: {e.Message}");
        }
    }

    private async Task TakeBackAsync(ImageReference tag, IStageReport report)
    {
        using var patience = new CancellationTokenSource(CleaningPatience);
        try
        {
            if (await registry.DeleteTagAsync(tag, patience.Token))
            {
                return;
            }
        }
        catch (Exception e) when (e is PipelineException or OperationCanceledException)
        {
            report.Verbose(e.Message);
        }

        report.Warning($"The tag {tag} stays in the registry, which did not delete it; nothing refers to it.");
    }

    private static string? Configuration(RegistryManifest manifest)
    {
        using var document = JsonDocument.Parse(manifest.Content);
        return document.RootElement.TryGetProperty("config", out var config) ? config.GetProperty("digest").GetString() : null;
    }
}
