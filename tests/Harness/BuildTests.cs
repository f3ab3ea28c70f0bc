namespace TutorPipeline.Harness.Tests;

/// <summary>A real build through the stand-in for Tutor: base image, themes, a plugin from a build context.</summary>
public sealed class BuildTests(EngineWithBase engine) : IClassFixture<EngineWithBase>, IDisposable
{
    private const string Image = "rehearsal/openedx:1";

    private readonly TutorRoot tutor = engine.TutorOrSkip();

    public void Dispose() => tutor.Dispose();

    [Fact]
    public void Builds_themes_and_plugins_into_an_image()
    {
        WritePlugin("openedx-hello");
        tutor.Plugin("company", "name: company\nversion: '1'\npatches:\n  openedx-dockerfile: RUN echo {{ LMS_HOST }} >/openedx/who\n");
        tutor.Do("config", "save", "-s", "DOCKER_IMAGE_OPENEDX=" + Image, "-s", "LMS_HOST=learn.example.edu");
        tutor.Do("plugins", "enable", "company");
        tutor.Do("mounts", "add", Path.Combine(tutor.Root, "openedx-hello"));
        tutor.Write("env/build/openedx/themes/ours/lms/static/sass/lms-main-v1.scss", "$ink: #123456; // ours\na { color: $ink; }\n");
        tutor.Write("env/build/openedx/themes/plain/lms/templates/header.html", "<header/>");

        tutor.Do("images", "build", "openedx", "--no-registry-cache", "-d", "--label=org.example.source=abc");

        Assert.Equal("a { color: #123456; }\n", Docker("run", "--rm", Image, "cat", "/openedx/themes/ours/lms/static/css/lms-main-v1.css"));
        Assert.Equal("lms\n", Docker("run", "--rm", Image, "ls", "/openedx/themes/plain"));
        Assert.Equal("hello\n", Docker("run", "--rm", Image, "python", "-c", "import hello; print(hello.NAME)"));
        Assert.Equal("learn.example.edu\n", Docker("run", "--rm", Image, "cat", "/openedx/who"));
        Assert.Equal("abc\n", Docker("image", "inspect", "--format", "{{index .Config.Labels \"org.example.source\"}}", Image));
    }

    [Fact]
    public void Fails_for_a_theme_that_does_not_compile()
    {
        tutor.Do("config", "save", "-s", "DOCKER_IMAGE_OPENEDX=" + Image);
        tutor.Write("env/build/openedx/themes/bad/lms/static/sass/lms-main-v1.scss", "a {\n@error \"no such colour\"\n");

        var outcome = tutor.Run("images", "build", "openedx", "--no-registry-cache", "-d", "--progress=plain");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("Error: \"no such colour\"", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("Error: Command failed with status 1: docker buildx build", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fails_for_a_requirement_that_is_not_there()
    {
        tutor.Do("config", "save", "-s", "DOCKER_IMAGE_OPENEDX=" + Image, "-s", "OPENEDX_EXTRA_PIP_REQUIREMENTS=[\"no-such-plugin==1\"]");

        var outcome = tutor.Run("images", "build", "openedx", "--no-registry-cache", "-d", "--progress=plain");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("No matching distribution found for no-such-plugin==1", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Builds_the_other_image_too()
    {
        tutor.Do("config", "save", "-s", "MFE_DOCKER_IMAGE=" + Image);

        tutor.Do("images", "build", "mfe", "--no-registry-cache");

        Assert.StartsWith("<!doctype html>", Docker("run", "--rm", Image, "cat", "/openedx/dist/index.html"), StringComparison.Ordinal);
    }

    private void WritePlugin(string name)
    {
        tutor.Write($"{name}/setup.py", "import setuptools\nsetuptools.setup(name='hello', version='1.0', py_modules=['hello'])\n");
        tutor.Write($"{name}/hello.py", "NAME = 'hello'\n");
    }

    private string Docker(params string[] arguments) => engine.Docker(arguments);
}
