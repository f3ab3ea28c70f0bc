namespace TutorPipeline.Images.Tests;

/// <summary>An image on its whole way, through build.sh, with a real engine and a real registry.</summary>
[Collection("images")]
public sealed class ImageTests(ImagePlatform platform)
{
    [Fact]
    public void Is_built_checked_pushed_pulled_by_digest_and_not_built_again()
    {
        var first = platform.Run("PushImage");
        Assert.True(first.ExitCode == 0, first.All);
        Assert.Contains("openedx is fit to be pushed", first.Output, StringComparison.Ordinal);
        var (reference, content) = platform.Pushed("openedx");

        var pull = platform.Docker("pull", reference);
        Assert.True(pull.ExitCode == 0, pull.All);
        var css = platform.Docker("run", "--rm", "--network=none", reference, "cat", "/openedx/themes/bright/lms/static/css/main.css");
        Assert.Contains("#123", css.Output, StringComparison.Ordinal);
        var plugin = platform.Docker("run", "--rm", "--network=none", reference, "python3", "-c", "import feedback; print(feedback.VERSION)");
        Assert.Equal("1", plugin.Output.Trim());
        var history = platform.Docker("history", "--no-trunc", reference);
        Assert.DoesNotContain(ImagePlatform.Token, history.All, StringComparison.Ordinal);
        var labels = platform.Docker("inspect", "--format", "{{json .Config.Labels}}", reference);
        Assert.Contains("\"tutorpipeline.source.plugin.feedback\"", labels.Output, StringComparison.Ordinal);

        var second = platform.Run("PushImage");
        Assert.True(second.ExitCode == 0, second.All);
        Assert.Contains($"the registry has {content} as {reference[(reference.IndexOf('@', StringComparison.Ordinal) + 1)..]}", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("is built:", second.Output, StringComparison.Ordinal);

        var commit = platform.School.Commit("bright", ("lms/static/sass/main.scss", "body { color: #456; }\n"));
        var planned = platform.Run("BuildImage", "--dry-run", "--why");
        Assert.True(planned.ExitCode == 0, planned.All);
        Assert.Contains("which the registry does not have", planned.Output, StringComparison.Ordinal);
        ImagePlatform.Says(planned, $"-> {commit}");
        Assert.Contains("--docker-arg=--build-context=tutorpipeline-sources=", planned.Output, StringComparison.Ordinal);

        var rebuilt = platform.Run("PushImage", "--rebuild");
        Assert.True(rebuilt.ExitCode == 0, rebuilt.All);
        Assert.NotEqual(content, platform.Pushed("openedx").Content);

        // Another test has a source with the token in it; what a school writes into its own repositories is no doing of the pipeline.
        var artifacts = Directory.EnumerateFiles(Path.Combine(platform.Platform.Root, "artifacts"), "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/image/fetched/", StringComparison.Ordinal) && !file.Contains("/image/sources/", StringComparison.Ordinal));
        Assert.All(artifacts, file => Assert.DoesNotContain(ImagePlatform.Token, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public void A_theme_whose_styles_do_not_compile_fails_with_the_step_and_what_it_said()
    {
        var theme = platform.School.Make("broken", ("lms/static/sass/main.scss", "@error 'no such colour';\n"));

        var outcome = platform.RunWith("--theme-repositories", theme);

        Assert.Equal(1, outcome.ExitCode);
        ImagePlatform.Says(outcome, "The image openedx was not built (exit code 1): the step [");
        ImagePlatform.Says(outcome, "no such colour");
    }

    [Fact]
    public void A_theme_without_its_folders_is_refused_before_anything_is_built()
    {
        var outcome = platform.RunWith("--theme-repositories", platform.School.Make("bare", ("readme", "no theme\n")));

        Assert.Equal(1, outcome.ExitCode);
        ImagePlatform.Says(outcome, "it is no theme: lms/static is missing in it.");
    }

    [Fact]
    public void A_theme_of_which_nothing_was_compiled_is_not_pushed()
    {
        var outcome = platform.RunWith(
            "--theme-repositories", platform.School.Make("silent", ("lms/static/sass/_parts.scss", "$a: 1;\n")), "CheckImage");

        Assert.Equal(1, outcome.ExitCode);
        ImagePlatform.Says(outcome, "themes: theme silent: expected CSS compiled from lms/static/sass in lms/static/css, found none");
    }

    [Fact]
    public void A_plugin_that_does_not_install_fails_with_what_pip_said()
    {
        var outcome = platform.RunWith(
            "--plugin-repositories", platform.School.Make("faulty", ("setup.py", "raise SystemExit('this plugin is not for installing')\n")));

        Assert.Equal(1, outcome.ExitCode);
        ImagePlatform.Says(outcome, "this plugin is not for installing");
    }

    [Fact]
    public void A_plugin_that_cannot_be_imported_is_not_pushed()
    {
        var outcome = platform.RunWith(
            "--plugin-repositories",
            platform.School.Make("lame", ("setup.py", School.Setup("lame")), ("lame/__init__.py", "import not_installed_anywhere\n")),
            "CheckImage");

        Assert.Equal(1, outcome.ExitCode);
        ImagePlatform.Says(outcome, "plugins: plugin lame: expected 'import lame' to work, found ModuleNotFoundError: No module named 'not_installed_anywhere'");
    }

    [Fact]
    public void An_image_with_a_secret_of_the_run_is_not_pushed_and_the_secret_is_not_shown()
    {
        var outcome = platform.RunWith(
            "--plugin-repositories",
            platform.School.Make(
                "leaky", ("setup.py", School.Setup("leaky")), ("leaky/__init__.py", $"TOKEN = '{ImagePlatform.Token}'\n")),
            "CheckImage");

        Assert.Equal(1, outcome.ExitCode);
        ImagePlatform.Says(outcome, "secrets: openedx: expected no secret of this run in any layer or in the history, found SourceToken in");
        Assert.DoesNotContain(ImagePlatform.Token, outcome.All, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_above_its_budget_is_not_pushed()
    {
        var outcome = platform.Run("CheckImage", "--image-size-budget", "0", "--rebuild");

        Assert.Equal(1, outcome.ExitCode);
        ImagePlatform.Says(outcome, "size: openedx: expected at most 0 GiB (ImageSizeBudget), found 0.");
    }

    [Fact]
    public void Two_plugins_of_one_name_are_refused()
    {
        var outcome = platform.Platform.Run(
            "BuildImage", "--env", "prod", "--plugin-repositories", School.Plugin, "https://git.example/other/feedback@main");

        Assert.Equal(2, outcome.ExitCode);
        ImagePlatform.Says(outcome, "'feedback' is the name of several sources");
    }

    [Fact]
    public void Too_little_room_is_said_before_a_build_begins()
    {
        var outcome = platform.Run("BuildImage", "--build-disk-space", "1000000", "--rebuild");

        Assert.Equal(1, outcome.ExitCode);
        ImagePlatform.Says(outcome, "a build needs 1000000.0 GiB (BuildDiskSpace)");
    }

    [Fact]
    public void Without_an_engine_nothing_is_built()
    {
        var outcome = platform.Platform.RunWith(
            [("DOCKER_HOST", "unix:///nowhere/docker.sock")], ["BuildImage", .. ImagePlatform.Chosen, "--rebuild"]);

        Assert.Equal(1, outcome.ExitCode);
        ImagePlatform.Says(outcome, "unix:///nowhere/docker.sock");
    }

    [Fact]
    public void A_registry_that_cannot_be_reached_is_named()
    {
        var outcome = platform.Platform.RunWith([("NUKE_REGISTRY", "127.0.0.1:1")], ["BuildImage", .. ImagePlatform.Chosen]);

        Assert.Equal(1, outcome.ExitCode);
        ImagePlatform.Says(outcome, "127.0.0.1:1");
    }
}
