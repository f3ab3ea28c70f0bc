using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TutorPipeline.Provisioning.Tests;
using TutorPipeline.Tutor.Tests.Registry;

namespace TutorPipeline.Images.Tests;

/// <summary>Engines and registries that are not as they should be, through build.sh.</summary>
[Collection("images")]
public sealed class ImageTroubles(ImagePlatform platform)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public void An_engine_that_is_too_old_is_named_with_what_is_needed()
    {
        using var engine = new LoopbackServer(
            _ => new Answer(200, """{"Version":"19.03.15","ApiVersion":"1.40"}""", ("Content-Type", "application/json")));

        var outcome = platform.Platform.RunWith(
            [("DOCKER_HOST", $"tcp://127.0.0.1:{engine.Port}")], ["BuildImage", .. ImagePlatform.Chosen, "--rebuild"]);

        Assert.Equal(1, outcome.ExitCode);
        ImagePlatform.Says(outcome, "is too old: it is version 19.03.15 with API 1.40, and API 1.41 (Docker 20.10) or newer is needed.");
    }

    [Fact]
    public void An_engine_that_this_user_may_not_use_says_how_to_get_permission()
    {
        var folder = Directory.CreateTempSubdirectory("engine-");
        try
        {
            var path = Path.Combine(folder.FullName, "docker.sock");
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            socket.Listen();
            Assert.Equal(0, Tools.Run("chown", new Dictionary<string, string?>(), "65534", path).ExitCode);
            Assert.Equal(0, Tools.Run("chmod", new Dictionary<string, string?>(), "700", path).ExitCode);

            // Root without the right to pass over permissions is like any other user.
            var outcome = platform.Platform.RunThrough(
                ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"],
                [("DOCKER_HOST", $"unix://{path}")],
                ["BuildImage", .. ImagePlatform.Chosen, "--rebuild"]);

            Assert.Equal(1, outcome.ExitCode);
            ImagePlatform.Says(outcome, $"You may not use the container engine at unix://{path}: permission denied.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_registry_that_refuses_the_login_says_so()
    {
        var outcome = platform.Platform.RunWith(
            [("NUKE_REGISTRY_AUTH", "Password"), ("NUKE_REGISTRY_USER", "AWS"), ("NUKE_REGISTRY_PASSWORD", "not-the-password")],
            ["PushImage", .. ImagePlatform.Chosen]);

        Assert.Equal(1, outcome.ExitCode);
        ImagePlatform.Says(outcome, platform.Registry);
        ImagePlatform.Says(outcome, "RegistryPassword");
        Assert.DoesNotContain("not-the-password", outcome.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_push_that_breaks_off_leaves_no_tag_behind()
    {
        var source = platform.School.Make("partial", ("setup.py", School.Setup("partial")), ("partial/__init__.py", "PART = 1\n"));
        var before = await platform.TagsAsync();
        using var registry = new FailingRegistry(
            platform.Registry,
            (method, path) => method == "PUT" && path.Contains("/manifests/", StringComparison.Ordinal) ? HttpStatusCode.InternalServerError : null);

        var outcome = platform.Platform.RunWith(
            [("NUKE_REGISTRY", registry.Host)],
            ["PushImage", "--env", "prod", "--plugin-repositories", source, "--build-disk-space", "1"]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.True(registry.Failures > 0, outcome.All);
        ImagePlatform.Says(outcome, "was refused");
        ImagePlatform.Says(outcome, "No tag was made by it.");
        Assert.Equal(before, await platform.TagsAsync());
    }

    [Fact]
    public async Task A_killed_build_is_no_success_although_tutor_says_so()
    {
        var source = platform.School.Make(
            "slow", ("setup.py", "import time\ntime.sleep(120)\n" + School.Setup("slow")), ("slow/__init__.py", "\n"));
        using var run = platform.Platform.Start("BuildImage", "--env", "prod", "--plugin-repositories", source, "--build-disk-space", "1");
        var (output, error) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        var waited = Stopwatch.StartNew();
        for (Process? build = null; build is null; await Task.Delay(500))
        {
            Assert.True(waited.Elapsed < Patience && !run.HasExited, "No build began.");
            build = BuildAt(platform.Platform.Root);
            build?.Kill();
        }

        await run.WaitForExitAsync();
        var outcome = new Outcome(run.ExitCode, await output, await error);
        Assert.Equal(1, outcome.ExitCode);
        ImagePlatform.Says(outcome, "was not built: the build ended without an image, as it does when the system kills it");
    }

    [Fact]
    public void A_full_disk_of_the_engine_is_named()
    {
        using var engine = SmallEngine.Start(platform);
        var source = platform.School.Make(
            "large", ("setup.py", "with open('/openedx/fill', 'wb') as f:\n    for _ in range(2000): f.write(bytes(1_000_000))\n"), ("large/__init__.py", "\n"));

        var outcome = platform.Platform.RunWith(
            [("DOCKER_HOST", engine.Address)],
            ["BuildImage", "--env", "prod", "--plugin-repositories", source, "--build-disk-space", "0"]);

        Assert.Equal(1, outcome.ExitCode);
        ImagePlatform.Says(outcome, "was not built: the disk of the engine is full.");
        ImagePlatform.Says(outcome, "'docker buildx prune'");
    }

    /// <summary>The docker command that builds, once the step with the plugin has had time to begin.</summary>
    private static Process? BuildAt(string root)
    {
        foreach (var process in Process.GetProcesses())
        {
            try
            {
                var line = File.ReadAllText($"/proc/{process.Id}/cmdline").Replace('\0', ' ');
                if (line.Contains("buildx", StringComparison.Ordinal) && line.Contains(root, StringComparison.Ordinal)
                    && line.Contains(" build ", StringComparison.Ordinal) && !line.Contains("python", StringComparison.Ordinal)
                    && DateTime.Now - process.StartTime > TimeSpan.FromSeconds(2))
                {
                    return process;
                }
            }
            catch (Exception exception) when (exception is IOException or InvalidOperationException)
            {
                // It has ended meanwhile.
            }

            process.Dispose();
        }

        return null;
    }
}
