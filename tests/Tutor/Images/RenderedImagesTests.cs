using TutorPipeline.Model;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Tutor.Tests.Images;

public sealed class RenderedImagesTests : IDisposable
{
    private readonly string work = Directory.CreateTempSubdirectory("rendered-").FullName;
    private readonly ImageFolders folders;
    private readonly RenderedImages rendered;
    private readonly FakeTutor tutor = new();
    private readonly RenderingInput input = new(
        new ImageConfiguration(new Dictionary<string, object> { ["EDX_PLATFORM_VERSION"] = "release/ulmo.3" }, ["mfe"]),
        new Dictionary<string, string> { ["company"] = "name: company\nversion: \"1\"\n" });

    public RenderedImagesTests()
    {
        folders = new ImageFolders(Path.Combine(work, "image"));
        rendered = new RenderedImages(folders);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(work, recursive: true);

    [Fact]
    public async Task Configuration_is_for_its_owner_alone_and_quotes_what_is_text()
    {
        await rendered.RenderAsync(input, tutor, Cancellation);

        var file = Path.Combine(folders.TutorRoot, "config.yml");
        Assert.Equal("EDX_PLATFORM_VERSION: \"release/ulmo.3\"\nPLUGINS: [\"mfe\"]\n", await File.ReadAllTextAsync(file, Cancellation));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task What_was_rendered_is_known_until_something_that_decides_about_it_changes()
    {
        await rendered.RenderAsync(input, tutor, Cancellation);

        Assert.True(rendered.Has(input, tutor));
        Assert.False(rendered.Has(input with { PluginFiles = new Dictionary<string, string>() }, tutor));
        Assert.False(rendered.Has(input, new FakeTutor { Identity = "Tutor 22.0.0" }));
    }

    [Fact]
    public async Task A_failed_rendering_leaves_the_earlier_one()
    {
        await rendered.RenderAsync(input, tutor, Cancellation);

        await Assert.ThrowsAsync<IOException>(() => rendered.RenderAsync(
            input with { PluginFiles = new Dictionary<string, string>() }, new FakeTutor { Fails = true }, Cancellation));

        Assert.True(rendered.Has(input, tutor));
    }

    [Fact]
    public async Task Sources_are_placed_once_and_go_when_nobody_asks_for_them()
    {
        await rendered.RenderAsync(input, tutor, Cancellation);
        var theme = Source(SourceRole.Theme, "bright", "lms/static/x");
        var plugin = Source(SourceRole.Plugin, "feedback", "setup.py");

        await rendered.PlaceAsync([theme, plugin], Cancellation);
        Assert.True(File.Exists(Path.Combine(folders.BuildFolder("openedx"), "themes", "bright", "lms", "static", "x")));
        Assert.True(File.Exists(Path.Combine(folders.Sources, "feedback", "setup.py")));
        var before = File.GetCreationTimeUtc(Path.Combine(folders.Sources, "feedback", "setup.py"));

        await rendered.PlaceAsync([plugin], Cancellation);
        Assert.False(Directory.Exists(Path.Combine(folders.BuildFolder("openedx"), "themes", "bright")));
        Assert.Equal(before, File.GetCreationTimeUtc(Path.Combine(folders.Sources, "feedback", "setup.py")));
    }

    private PlacedSource Source(SourceRole role, string name, string file)
    {
        var folder = Path.Combine(work, "fetched", name);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
        File.WriteAllText(Path.Combine(folder, file), "x");
        return new PlacedSource(new ResolvedSource(role, name, $"https://git.example/{name}", "main", "0123"), folder);
    }

    private sealed class FakeTutor : ITutor
    {
        public string Identity { get; init; } = "Tutor 21.0.8";

        public bool Fails { get; init; }

        public Task RenderAsync(string root, string pluginsRoot, TutorConfiguration configuration, CancellationToken cancellationToken)
        {
            Directory.CreateDirectory(Path.Combine(root, "env", "build", "openedx"));
            return Fails ? throw new IOException("no space left on device") : Task.CompletedTask;
        }

        public Task<int> BuildAsync(
            string root, string pluginsRoot, ImageBuild build, IReadOnlyDictionary<string, string?> variables, Action<string> onLine,
            CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ToolResult> InitializeAsync(
            string root, string pluginsRoot, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
