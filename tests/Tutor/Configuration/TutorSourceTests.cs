using System.IO.Compression;
using TutorPipeline.Infra.Tests.Terraform;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Configuration;

/// <summary>Tutor from a real virtual environment, into which pip installs a small package from a folder.</summary>
public sealed class TutorSourceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pip-").FullName;
    private readonly RealTools tools;

    public TutorSourceTests()
    {
        Pack("21.0.8");
        tools = new RealTools(("PIP_NO_INDEX", "1"), ("PIP_FIND_LINKS", folder));
    }

    private string Home => Path.Combine(folder, "home");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Installs_what_is_pinned_and_does_it_once()
    {
        Assert.SkipWhen(tools.Find("python3") is null, "python3 is not on PATH; install it with: apt-get install python3 python3-venv");
        Assert.Null(await Source("21.0.8").FindAsync(Cancelled));

        var tutor = await Source("21.0.8").EnsureAsync(new FakeReport(), Cancelled);

        var program = tutor.Identity["Tutor 21.0.8 at ".Length..];
        var answer = await tools.RunAsync(new ToolInvocation(program, ["--version"]), Cancelled);
        Assert.Equal("tutor, version 21.0.8\n", answer.Output);
        var runs = tools.Commands.Count;
        Assert.Equal(tutor.Identity, (await Source("21.0.8").EnsureAsync(new FakeReport(), Cancelled)).Identity);
        Assert.Equal(tutor.Identity, (await Source("21.0.8").FindAsync(Cancelled))?.Identity);
        Assert.Equal(runs, tools.Commands.Count);
    }

    [Fact]
    public async Task Leaves_nothing_half_made_when_there_is_no_such_version()
    {
        Assert.SkipWhen(tools.Find("python3") is null, "python3 is not on PATH; install it with: apt-get install python3 python3-venv");

        var fault = await Assert.ThrowsAsync<TutorException>(() => Source("21.0.99").EnsureAsync(new FakeReport(), Cancelled));

        Assert.StartsWith("Tutor could not be installed: 'pip install tutor==21.0.99' failed with exit code 1:\n", fault.Message, StringComparison.Ordinal);
        Assert.Contains("No matching distribution found for tutor==21.0.99", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "Check the network (pip obeys PIP_INDEX_URL for a mirror) and the versions, or name an installed Tutor with --tutor. "
            + "Nothing half-made is left.",
            fault.Message,
            StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Home));
    }

    [Fact]
    public async Task Refuses_another_version_than_the_parameters_name()
    {
        var program = Script("echo 'tutor, version 20.0.5'");

        var fault = await Assert.ThrowsAsync<TutorException>(() => Source("21.0.8", program).FindAsync(Cancelled));

        Assert.Equal(
            $"--tutor: {program} is Tutor 20.0.5, and TutorVersion is 21.0.8. They must be equal, because the rendered files belong to one version: "
            + "set TutorVersion, or name another Tutor.",
            fault.Message);
    }

    [Fact]
    public async Task Refuses_a_program_that_is_no_tutor()
    {
        var program = Script("echo 'Python 3.11.7'");

        var fault = await Assert.ThrowsAsync<TutorException>(() => Source("21.0.8", program).FindAsync(Cancelled));

        Assert.StartsWith($"--tutor: {program} is no Tutor: 'tutor --version' says 'Python 3.11.7'.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_where_python_comes_from_when_there_is_none()
    {
        var source = new TutorSource(new Nothing(), null, "21.0.8", [new PluginRequirement("tutor==21.0.8")], Home);

        var fault = await Assert.ThrowsAsync<TutorException>(() => source.EnsureAsync(new FakeReport(), Cancelled));

        Assert.Equal(
            "Tutor needs Python, and PATH has no python3. Install it (Debian: apt-get install python3 python3-venv), or name a Tutor with --tutor.",
            fault.Message);
    }

    [Fact]
    public async Task Says_that_a_named_program_is_not_there()
    {
        var source = new TutorSource(new Nothing(), "/no/tutor", "21.0.8", [], Home);

        var fault = await Assert.ThrowsAsync<TutorException>(() => source.FindAsync(Cancelled));

        Assert.Equal(
            "--tutor: there is no program /no/tutor. Name the program of a Tutor, or leave the option out for one in a virtual environment of the "
            + "pipeline's own.",
            fault.Message);
    }

    private TutorSource Source(string version, string? named = null) =>
        new(tools, named, version, [new PluginRequirement($"tutor=={version}")], Home);

    private string Script(string line)
    {
        var path = Path.Combine(folder, "a-tutor");
        File.WriteAllText(path, $"#!/bin/sh\n{line}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>A wheel is a zip file with a module, what it is called, and which programs it has.</summary>
    private void Pack(string version)
    {
        using var wheel = ZipFile.Open(Path.Combine(folder, $"tutor-{version}-py3-none-any.whl"), ZipArchiveMode.Create);
        Put("small_tutor.py", $"def main():\n    print('tutor, version {version}')\n");
        Put($"tutor-{version}.dist-info/METADATA", $"Metadata-Version: 2.1\nName: tutor\nVersion: {version}\n");
        Put($"tutor-{version}.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        Put($"tutor-{version}.dist-info/entry_points.txt", "[console_scripts]\ntutor = small_tutor:main\n");
        Put($"tutor-{version}.dist-info/RECORD", string.Empty);

        void Put(string name, string text)
        {
            using var writer = new StreamWriter(wheel.CreateEntry(name).Open());
            writer.Write(text);
        }
    }

    private sealed class Nothing : IToolRunner
    {
        public string? Find(string tool) => null;

        public Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"{invocation.Tool} was started.");
    }
}
