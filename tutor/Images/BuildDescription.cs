using System.Globalization;
using System.Text.Json;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Tutor.Images;

/// <summary>Describes what is built, under which name, and from what.</summary>
/// <param name="environment">The environment.</param>
/// <param name="folders">Where rendered folders are.</param>
/// <param name="choices">How it is built.</param>
/// <param name="clock">Tells the minute of the build.</param>
public sealed class BuildDescription(PlatformEnvironment environment, ImageFolders folders, BuildChoices choices, TimeProvider clock)
{
    private const string Untagged = "candidate";

    /// <summary>The images, as the registry names them.</summary>
    public IReadOnlyList<string> Names => ImageConfiguration.HasMfe(environment) ? ["openedx", "openedx-mfe"] : ["openedx"];

    /// <summary>The name that an image gets in the engine before it has one for its content.</summary>
    /// <param name="tutor">Tutor's name of it: <c>openedx</c> or <c>mfe</c>.</param>
    /// <returns>The name.</returns>
    public ImageReference CandidateOf(string tutor) =>
        ImageReference.Parse($"tutorpipeline/{environment.Names.Namespace}/{tutor}:{Untagged}", null);

    /// <summary>Describes every build.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="tutor">Tutor.</param>
    /// <param name="cancellationToken">Ends the reading of the rendered folders early.</param>
    /// <returns>The builds.</returns>
    public async Task<IReadOnlyList<ImageBuild>> OfAsync(
        IReadOnlyList<ResolvedSource> sources, ITutor tutor, CancellationToken cancellationToken)
    {
        var platform = sources.Single(source => source.Role == SourceRole.Platform);
        var builds = new List<ImageBuild>
        {
            await OneAsync("openedx", environment.Images.OpenEdx, sources, [KeyValuePair.Create("EDX_PLATFORM_VERSION", platform.Version)], cancellationToken),
        };
        if (ImageConfiguration.HasMfe(environment))
        {
            builds.Add(await OneAsync("mfe", environment.Images.Mfe, [], [], cancellationToken));
        }

        return builds;
    }

    /// <summary>Decides whether to build.</summary>
    /// <param name="build">The build.</param>
    /// <param name="found">What the registry has of it; null for nothing.</param>
    /// <param name="change">What is to be said of it.</param>
    /// <returns>The build with the tag that it gets.</returns>
    public ImageBuild Decide(ImageBuild build, FoundImage? found, out Change change)
    {
        var image = build.Image;
        if (found is not null && !choices.Rebuild)
        {
            change = new Change(ChangeKind.Skip, image.Name, $"the registry has {found.Tag} as {found.Digest}");
            return build with { Image = image with { ContentTag = found.Tag, Digest = found.Digest } };
        }

        if (found is null)
        {
            change = new Change(ChangeKind.Run, image.Name, $"build {image.ContentTag}, which the registry does not have");
            return build;
        }

        // A tag never changes its meaning: what is built again of the same inputs gets the next number.
        var tag = found.NextTag;
        change = new Change(ChangeKind.Run, image.Name, $"build again as {tag}, because of --rebuild; the registry has {found.Tag}");
        var again = image with { ContentTag = tag, Candidate = image.Candidate.WithTag(tag) };
        return build with { Image = again, DockerArguments = DockerArguments(again, build.Tutor, build.Content) };
    }

    /// <summary>Says what differs from the image that was built here last, if that was asked for.</summary>
    /// <param name="build">The build.</param>
    /// <param name="report">Takes it.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>A task that ends when it is said.</returns>
    public async Task SayWhyAsync(ImageBuild build, IStageReport report, CancellationToken cancellationToken)
    {
        if (!choices.Why)
        {
            return;
        }

        var path = folders.InputsOf(build.Image.Name);
        var earlier = File.Exists(path)
            ? JsonSerializer.Deserialize<List<ContentInput>>(await File.ReadAllTextAsync(path, cancellationToken)) : null;
        var differences = earlier is null ? null : build.Content.DifferencesFrom(new ContentHash(earlier));
        report.Information($"{build.Image.Name} since the image that was built here last: " + differences switch
        {
            null => "nothing is known of one",
            [] => "nothing has changed",
            _ => string.Join("; ", differences),
        });
    }

    /// <summary>Remembers what an image was built from.</summary>
    /// <param name="build">The build.</param>
    /// <param name="cancellationToken">Ends the writing early.</param>
    /// <returns>A task that ends when it is written.</returns>
    public Task RememberAsync(ImageBuild build, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(folders.InputsOf(build.Image.Name), JsonSerializer.Serialize(build.Content.Inputs), cancellationToken);

    private async Task<ImageBuild> OneAsync(
        string tutor,
        ImageReference repository,
        IReadOnlyList<ResolvedSource> sources,
        IReadOnlyList<KeyValuePair<string, string>> arguments,
        CancellationToken cancellationToken)
    {
        var themes = sources.Where(source => source.Role == SourceRole.Theme).Select(source => $"themes/{source.Name}/").ToList();
        var files = await FolderHash.OfFilesAsync(folders.BuildFolder(tutor), cancellationToken);
        var content = new ContentHash(
        [
            new("tutor", environment.Image.TutorVersion),
            new("release", environment.Image.OpenEdxRelease),
            new("platform", choices.Platform),
            .. sources.OrderBy(source => source.Role).ThenBy(source => source.Name, StringComparer.Ordinal)
                .Select(source => new ContentInput($"source {source.Role.ToString().ToLowerInvariant()}/{source.Name}", source.Version)),
            .. (tutor == "openedx" ? environment.Image.Requirements : []).Select(requirement => new ContentInput("requirement", requirement)),
            .. arguments.Select(argument => new ContentInput($"build argument {argument.Key}", argument.Value)),

            // Themes lie among the rendered files and count by their versions.
            .. files.Where(file => !themes.Exists(theme => file.Name.StartsWith(theme, StringComparison.Ordinal))).Select(ContentHash.Of),
        ]);
        var release = $"{environment.Image.TutorVersion}-{clock.GetUtcNow().ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture)}";
        var image = new BuiltImage(
            tutor == "openedx" ? "openedx" : $"openedx-{tutor}", CandidateOf(tutor).WithTag(content.Tag), repository, content.Tag, release, null)
        {
            Cache = choices.Builder is null ? CacheOf(tutor) : null,
        };
        return new ImageBuild(image, tutor, content, arguments, DockerArguments(image, tutor, content));
    }

    private ImageReference CacheOf(string tutor) => environment.Images.Cache.WithTag(tutor);

    // Labels as https://github.com/opencontainers/image-spec/blob/main/annotations.md names them, and our own for what it has no name for.
    private IReadOnlyList<string> DockerArguments(BuiltImage image, string tutor, ContentHash content)
    {
        var cache = $"type=registry,ref={CacheOf(tutor)}";
        var labels = new List<KeyValuePair<string, string>>
        {
            new("org.opencontainers.image.version", environment.Image.OpenEdxRelease),
            new("tutorpipeline.content", image.ContentTag),
            new("tutorpipeline.tutor", environment.Image.TutorVersion),
        };
        if (choices.PipelineCommit is { } commit)
        {
            labels.Add(new("org.opencontainers.image.revision", commit));
        }

        labels.AddRange(content.Inputs.Where(input => input.Name.StartsWith("source ", StringComparison.Ordinal))
            .Select(input => KeyValuePair.Create($"tutorpipeline.{input.Name.Replace(' ', '.').Replace('/', '.')}", input.Value)));
        var hasContext = tutor == "openedx" && environment.Image.Plugins.Count + environment.Image.XBlocks.Count > 0;
        return
        [
            $"--platform={choices.Platform}",
            "--progress=plain",
            $"--tag={image.Candidate}",
            .. labels.Select(label => $"--label={label.Key}={label.Value}"),
            .. hasContext ? [$"--build-context={ImageConfiguration.SourcesContext}={Path.GetFullPath(folders.Sources)}"] : Array.Empty<string>(),
            $"--cache-from={cache}",
            choices.Builder is null ? "--cache-to=type=inline" : $"--cache-to={cache},mode=max,image-manifest=true",
        ];
    }
}
