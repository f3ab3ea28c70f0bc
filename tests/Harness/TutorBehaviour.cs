namespace TutorPipeline.Harness.Tests;

/// <summary>What whoever drives Tutor 21 relies on, true of the real one and of the stand-in.</summary>
internal static class TutorBehaviour
{
    private const string Company = "name: company\nversion: '1.0'\n";

    public static IReadOnlyDictionary<string, Action<TutorRoot>> Rows { get; } = new Dictionary<string, Action<TutorRoot>>
    {
        ["says its version"] = t => Assert.Matches("^tutor, version 21[.]0[.][0-9]+\n$", t.Do("--version")),
        ["prints its folders"] = t =>
            Assert.Equal((t.Root + "\n", t.Plugins + "\n"), (t.Do("config", "printroot"), t.Do("plugins", "printroot"))),
        ["has no value without config.yml"] = t => Fails(
            t, 1, "Error: Project root does not exist. Make sure to generate the initial configuration", "config", "printvalue", "ID"),
        ["says which value is missing"] = t =>
            Fails(Saved(t), 1, "Error: Missing configuration value: NOPE", "config", "printvalue", "NOPE"),
        ["takes unknown keys in silence"] = t =>
        {
            t.Do("config", "save", "--set", "NO_SUCH_KEY=\"12\"");
            Assert.Equal("12\n", t.Do("config", "printvalue", "NO_SUCH_KEY"));
        },
        ["reads values as YAML 1.1"] = t =>
        {
            t.Do("config", "save", "-s", "A=no", "-s", "B=12345678", "-s", "C=a: b", "-s", "D=", "-s", "E=\"no\"");
            Assert.All(["A: false\n", "B: 12345678\n", "C:\n  a: b\n", "D: ''\n", "E: 'no'\n"], line => Assert.Contains(line, t.Config));
        },
        ["wants key=value"] = t => Fails(
            t, 2, "Error: Invalid value for '-s' / '--set': 'FOO' is not of the form 'key=value'.", "config", "save", "--set", "FOO"),
        ["shows Python's own error for a YAML tag"] = t =>
            Fails(t, 1, "Traceback (most recent call last)", "config", "save", "-s", "X=!foo"),
        ["fails on an undefined name"] = t => Fails(t, 1, "'NOPE' is undefined", "config", "save", "-s", "X=\"{{ NOPE }}\""),
        ["refuses a template that does not end"] = t =>
            Fails(t, 1, "Error: Template syntax error: ", "config", "save", "-s", "X={{ broken"),
        ["keeps what it made up"] = t =>
        {
            var first = Saved(t).Config;
            t.Do("config", "save");
            Assert.Equal(first, t.Config);
            Assert.Contains("\nID: ", "\n" + first, StringComparison.Ordinal);
        },
        ["keeps a theme"] = t =>
        {
            Saved(t).Write("env/build/openedx/themes/mine/lms/static/sass/a.scss", "");
            t.Do("config", "save");
            Assert.True(File.Exists(Path.Combine(t.Root, "env/build/openedx/themes/mine/lms/static/sass/a.scss")));
        },
        ["stays at the version of the environment"] = t =>
        {
            Saved(t).Write("env/version", "20.0.5");
            var outcome = t.Run("config", "printvalue", "LMS_HOST");
            Assert.Equal(0, outcome.ExitCode);
            Assert.Contains("up-to-date: it is at v20.0.5 while the 'tutor' binary is at v21.", outcome.Error, StringComparison.Ordinal);
        },
        ["knows no other commands"] = t => Fails(t, 2, "Error: No such command 'nope'.", "nope"),
        ["enables what is installed"] = t =>
        {
            Saved(t).Plugin("company", Company + "patches:\n  openedx-dockerfile: RUN echo {{ LMS_HOST }}\n");
            t.Do("config", "save", "-s", "LMS_HOST=learn.example.edu");
            Assert.DoesNotContain("RUN echo learn.example.edu", t.Dockerfile, StringComparison.Ordinal);
            t.Do("plugins", "enable", "company");
            Assert.Contains("\nRUN echo learn.example.edu\n", t.Dockerfile, StringComparison.Ordinal);
            Assert.Matches("(?m)^company.*enabled.*1[.]0", t.Do("plugins", "list"));
        },
        ["renders plugins alphabetically"] = t =>
        {
            Saved(t).Plugin("a", "name: beta\nversion: '1'\npatches:\n  openedx-dockerfile: RUN echo beta\n");
            t.Plugin("z", "name: alpha\nversion: '1'\npatches:\n  openedx-dockerfile: RUN echo alpha\n");
            t.Do("plugins", "enable", "beta", "alpha"); // renders them as they were named, once
            t.Do("config", "save");
            Assert.Matches("RUN echo alpha\\s+RUN echo beta", t.Dockerfile);
        },
        ["prefixes what plugins add and default to"] = t =>
        {
            Saved(t).Plugin("company", Company + "config:\n  add: {A: one}\n  defaults: {B: two}\n  set: {LMS_HOST: three}\n");
            t.Do("plugins", "enable", "company");
            Assert.Equal(
                ["one\n", "two\n", "three\n"],
                ((string[])["COMPANY_A", "COMPANY_B", "LMS_HOST"]).Select(key => t.Do("config", "printvalue", key)));
        },
        ["does not enable what is not installed"] = t =>
            Fails(Saved(t), 1, "Error: plugin 'nosuch' is not installed.", "plugins", "enable", "nosuch"),
        ["disables what is not installed"] = t => Saved(t).Do("plugins", "disable", "nosuch"),
        ["renders without a plugin that is gone"] = t =>
        {
            t.Do("config", "save", "-s", "PLUGINS=[mfe, ghost]"); // counts from the next call on
            var outcome = t.Run("config", "save");
            Assert.Equal(0, outcome.ExitCode);
            Assert.Contains("Failed to enable plugin 'ghost': plugin 'ghost' is not installed.", outcome.Error, StringComparison.Ordinal);
        },
        ["fails on a plugin that is no YAML"] = t =>
        {
            Saved(t).Plugin("broken", "name: [");
            Fails(t, 1, "Error applying action: ", "plugins", "list");
        },
        ["fails on a plugin without a name"] = t =>
        {
            Saved(t).Plugin("nameless", "version: '1'");
            Fails(t, 1, $"Error: Invalid plugin: {Path.Combine(t.Plugins, "nameless.yml")}. Missing key: name", "plugins", "list");
        },
        ["cannot save any more after a patch that it cannot render"] = t =>
        {
            Saved(t).Plugin("company", Company + "patches:\n  openedx-dockerfile: RUN echo {{ NOPE }}\n");
            Fails(t, 1, "Error: Missing configuration value: 'NOPE' is undefined", "plugins", "enable", "company");
            Fails(t, 1, "Error rendering patch 'openedx-dockerfile'", "config", "save");
        },
        ["prints an image's tag alone"] = t =>
        {
            t.Do("config", "save", "-s", "DOCKER_IMAGE_OPENEDX=host:5000/a/openedx:1");
            Assert.Equal("host:5000/a/openedx:1\n", t.Do("images", "printtag", "openedx"));
        },
        ["installs requirements in order"] = t =>
        {
            t.Do("config", "save", "-s", "OPENEDX_EXTRA_PIP_REQUIREMENTS=[\"b==1\", \"a @ file:///a\"]");
            Assert.Matches("(?s)install 'b==1'.*install 'a @ file:///a'", t.Dockerfile);
        },
        ["builds with exactly these arguments"] = Builds,
        ["names what docker was to do when it fails"] = t =>
        {
            Saved(t).Docker("exit 3");
            Fails(t, 1, "Error: Command failed with status 3: docker buildx build", "images", "build", "openedx");
        },
        ["takes a docker that was killed for a success"] = t =>
        {
            Saved(t).Docker("kill -9 $$");
            t.Do("images", "build", "openedx");
        },
        ["misses docker"] = t =>
        {
            Saved(t).NoDocker();
            Fails(t, 1, "Error: docker is not installed.", "images", "build", "openedx");
        },
        ["knows no other images"] = t => Fails(Saved(t), 1, "Error: Image 'nosuch' could not be found", "images", "build", "nosuch"),
    };

    private static void Builds(TutorRoot t)
    {
        t.Do("config", "save", "-s", "DOCKER_IMAGE_OPENEDX=h/openedx:1", "-s", "MOUNTS=[\"/nowhere/openedx-mine\"]");
        t.Do(
            "images", "build", "openedx", "--cache-to-registry", "-d", "--platform=linux/amd64", "-a", "A=1", "-d", "--label=x=y",
            "--target", "code");
        Assert.Equal(
            [
                "buildx", "build", "--tag=h/openedx:1", "--build-arg", "A=1", "--target", "code", "--output=type=docker",
                "--platform=linux/amd64", "--label=x=y", "--cache-from=type=registry,ref=h/openedx:1-cache",
                "--cache-to=type=registry,mode=max,ref=h/openedx:1-cache,image-manifest=true",
                "--build-context=mnt-openedx-mine=/nowhere/openedx-mine", Path.Combine(t.Root, "env/build/openedx"),
            ],
            t.DockerArguments);
        t.Do("images", "build", "mfe", "--no-registry-cache");
        Assert.Equal(Path.Combine(t.Root, "env/plugins/mfe/build/mfe"), t.DockerArguments[^1]);
        Assert.DoesNotContain(t.DockerArguments, argument => argument.StartsWith("--cache", StringComparison.Ordinal));
    }

    private static TutorRoot Saved(TutorRoot tutor)
    {
        tutor.Do("config", "save");
        return tutor;
    }

    private static void Fails(TutorRoot tutor, int code, string message, params string[] arguments)
    {
        var outcome = tutor.Run(arguments);
        Assert.Equal(code, outcome.ExitCode);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }
}
