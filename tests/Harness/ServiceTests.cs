using System.Globalization;
using TutorPipeline.Rehearsal.Services;

namespace TutorPipeline.Harness.Tests;

/// <summary>Engine and registry, which are real: started for what needs them, and never left behind.</summary>
public static class ServiceTests
{
    // Writes down the processes of engine and containerd, and what the engine says of itself.
    private const string Looking = """
        cd "$(dirname "$0")" || exit
        socket=${DOCKER_HOST#unix://} && folder=$(dirname "$socket")
        echo "$NUKE_REGISTRY $(curl --silent --unix-socket "$socket" http://engine/_ping)"
        echo $$ > self
        { cat "$folder/docker.pid"; echo; cat "$folder/exec/containerd/containerd.pid"; } > pids.new && mv pids.new pids

        """;

    [Fact]
    public static async Task An_image_needs_engine_and_registry_and_leaves_neither()
    {
        await OrSkipAsync();
        using var platform = new Platform(Looking).WithImages();

        var outcome = platform.Run("BuildImage");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Matches("^127[.]0[.]0[.]1:[0-9]+ OK\n$", outcome.Output);
        Assert.Matches("rehearsal: Registry: real, docker-registry, .*, 127[.]0[.]0[.]1:", outcome.Error);
        Assert.Matches("rehearsal: Docker: real, Docker Engine [0-9.]+.*, started for this, unix://", outcome.Error);
        Running.AssertGone([.. Engine(platform), .. Platform.ProcessesIn(outcome.Error)]);
        Assert.Empty(Directory.GetFileSystemEntries(platform.PathOf(".nuke/temp/rehearsal")));
        Assert.DoesNotContain(platform.Root, await File.ReadAllTextAsync("/proc/mounts"), StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Both_end_with_a_harness_that_is_killed()
    {
        await OrSkipAsync();
        using var platform = new Platform(Looking + "exec sleep 600\n").WithImages();
        using var rehearsing = platform.Start("PushImage");
        rehearsing.Await(platform.PathOf("pids"));
        var pipeline = PipelineOf(platform);

        rehearsing.Signal("KILL");
        Running.Kill(pipeline);

        Running.AssertGone([.. Engine(platform), .. Platform.ProcessesIn(rehearsing.Error)]);
    }

    [Fact]
    public static async Task An_engine_ends_with_a_keeper_that_is_killed()
    {
        await OrSkipAsync();
        using var platform = new Platform(Looking).WithImages();
        var up = platform.Run("up");
        platform.Run("run", "BuildImage");
        var engine = Engine(platform);
        Assert.All(engine, id => Assert.True(Running.Is(id)));

        Running.Kill(Platform.ProcessOf("Docker", up.Error));

        Running.AssertGone(engine);
    }

    [Fact]
    public static async Task An_engine_that_runs_is_used_and_left_running()
    {
        await OrSkipAsync();
        await using var engine = await RehearsedEngine.StartAsync(TestContext.Current.CancellationToken);
        using var platform = new Platform("echo \"$DOCKER_HOST\"").WithImages();
        platform.Variables["DOCKER_HOST"] = engine.Address.OriginalString;

        var outcome = platform.Run("CheckImage");

        Assert.Equal(engine.Address.OriginalString + "\n", outcome.Output);
        Assert.Contains(", which ran before and keeps its images, ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(engine.Version, await EngineProbe.VersionAsync(engine.Address, TestContext.Current.CancellationToken));
    }

    [Fact]
    public static async Task Two_engines_do_not_meet()
    {
        await OrSkipAsync();
        var token = TestContext.Current.CancellationToken;
        await using var one = await RehearsedEngine.StartAsync(token);
        var other = await RehearsedEngine.StartAsync(token);
        Assert.SkipUnless(one.IsOurs, "An engine of the machine runs, so none is started.");

        await other.DisposeAsync();

        Assert.NotEqual(one.Address, other.Address);
        Assert.Equal(one.Version, await EngineProbe.VersionAsync(one.Address, token));
        Assert.Null(await EngineProbe.VersionAsync(other.Address, token));
    }

    [Fact]
    public static void What_is_missing_is_named_and_other_targets_run()
    {
        Moto.OrSkip();
        using var platform = new Platform("exit 5").WithImages();
        var folder = Directory.CreateDirectory(platform.PathOf("bin")).FullName;
        foreach (var program in (string[])["dotnet", "bash", "env", "git"])
        {
            File.CreateSymbolicLink(Path.Combine(folder, program), Moto.FullPath(program)!);
        }

        // A Python that is itself a script needs the programs that are hidden from the harness.
        var path = Environment.GetEnvironmentVariable("PATH");
        platform.WriteScript("bin/python3", $"#!/usr/bin/env bash\nPATH='{path}' exec '{Moto.FullPath("python3")}' \"$@\"\n");
        platform.Variables["PATH"] = folder;
        platform.Variables["XDG_CACHE_HOME"] = platform.PathOf("empty");
        platform.Variables["DOCKER_HOST"] = "unix://" + platform.PathOf("no.sock");
        var outcome = platform.Run("BuildImage");

        Assert.True(outcome.ExitCode == 5, outcome.Error);
        Assert.Contains(
            "rehearsal: Registry: none. There is no docker-registry on PATH. Install it: 'apt-get install docker-registry'",
            outcome.Error,
            StringComparison.Ordinal);
        Assert.Matches("rehearsal: Docker Engine: none. No Docker Engine runs, and .* 'apt-get install docker[.]io'", outcome.Error);
    }

    private static async Task OrSkipAsync()
    {
        Moto.OrSkip();
        var reason = RehearsedRegistry.WhyNot ?? await RehearsedEngine.WhyNotAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(reason is not null, reason ?? "");
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 }, "DOCKER_HOST is set, so no engine is started; unset it.");
    }

    private static int[] Engine(Platform platform) => [.. File.ReadAllText(platform.PathOf("pids"))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];

    private static int PipelineOf(Platform platform) => int.Parse(File.ReadAllText(platform.PathOf("self")), CultureInfo.InvariantCulture);
}
