using System.Diagnostics;
using System.Formats.Tar;
using Docker.DotNet;
using Docker.DotNet.Models;
using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Engine;

namespace TutorPipeline.Tutor.Tests.Engine;

/// <summary>
/// A real Docker Engine: the one that is running, or Debian's <c>dockerd</c> started for these tests in a folder of its own.
/// </summary>
public sealed class RealEngine : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("eng-").FullName;
    private readonly List<string> names = [];
    private Process? process;
    private Uri? endpoint;
    private string missing = string.Empty;

    public async ValueTask InitializeAsync()
    {
        if (await AnswersAsync(null))
        {
            endpoint = new DockerClientBuilder().Build().Options.Endpoint;
            return;
        }

        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !File.Exists("/usr/sbin/dockerd"))
        {
            missing = "No Docker Engine runs here; as root install it with: apt-get install docker.io";
            return;
        }

        Start();
        await WaitAsync();
    }

    public DockerEngine OrSkip()
    {
        Assert.SkipWhen(endpoint is null, missing);
        return new DockerEngine(endpoint);
    }

    /// <summary>Makes an image with a shell and one file in it, a different one for every call.</summary>
    internal async Task<ImageReference> MakeImageAsync(string name, params string[] changes)
    {
        using var docker = new DockerClientBuilder().WithEndpoint(endpoint!).Build();
        var image = ImageReference.Parse($"{name}:{Guid.NewGuid():n}", null);
        using var files = Shell();
        await docker.Images.CreateImageAsync(
            new ImagesCreateParameters { FromSrc = "-", Repo = image.Name.ToString(), Tag = image.Tag, Changes = changes },
            files, null, new Progress<JSONMessage>(), TestContext.Current.CancellationToken);
        names.Add(image.ToString());
        return image;
    }

    internal async Task<int> CountContainersAsync()
    {
        using var docker = new DockerClientBuilder().WithEndpoint(endpoint!).Build();
        return (await docker.Containers.ListContainersAsync(new ContainersListParameters { All = true })).Count;
    }

    public async ValueTask DisposeAsync()
    {
        if (endpoint is not null)
        {
            using var engine = new DockerEngine(endpoint);
            foreach (var name in names)
            {
                await engine.UntagAsync(ImageReference.Parse(name, null), CancellationToken.None);
            }
        }

        if (process is not null)
        {
            using var kill = Process.Start("kill", [$"{process.Id}"]);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private void Start()
    {
        endpoint = new Uri($"unix://{folder}/docker.sock");
        process = Process.Start(new ProcessStartInfo(
            "/usr/sbin/dockerd",
            [
                "--data-root", $"{folder}/data", "--exec-root", $"{folder}/exec", "--pidfile", $"{folder}/pid",
                "--host", endpoint.ToString(),
                "--storage-driver", "vfs", "--bridge", "none", "--iptables=false", "--ip-forward=false", "--log-level", "error",
            ])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    private async Task WaitAsync()
    {
        for (var waited = Stopwatch.StartNew(); !process!.HasExited && waited.Elapsed < TimeSpan.FromMinutes(1); await Task.Delay(100))
        {
            if (await AnswersAsync(endpoint))
            {
                return;
            }
        }

        missing = "dockerd does not start here (it needs root, cgroups and namespaces); start an engine elsewhere and set DOCKER_HOST.";
        endpoint = null;
    }

    private static async Task<bool> AnswersAsync(Uri? endpoint)
    {
        try
        {
            using var engine = new DockerEngine(endpoint);
            await engine.ExamineAsync(CancellationToken.None);
            return true;
        }
        catch (Model.PipelineException)
        {
            return false;
        }
    }

    // The host's own shell with the libraries that it needs.
    private static MemoryStream Shell()
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var file in Libraries("/bin/sh").Append("/bin/sh").Append("/bin/sleep").Concat(Libraries("/bin/sleep")).Distinct())
            {
                using var content = new MemoryStream(File.ReadAllBytes(file));
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, file[1..]) { DataStream = content, Mode = (UnixFileMode)493 });
            }

            using var unique = new MemoryStream(Guid.NewGuid().ToByteArray());
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "unique") { DataStream = unique });
        }

        stream.Position = 0;
        return stream;
    }

    private static List<string> Libraries(string program)
    {
        using var process = Process.Start(new ProcessStartInfo("ldd", [program]) { RedirectStandardOutput = true })!;
        var words = process.StandardOutput.ReadToEnd().Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return [.. words.Where(w => w.StartsWith('/'))];
    }
}

/// <summary>Tests that share the real engine, one after the other.</summary>
[CollectionDefinition("real engine")]
public sealed class RealEngineTests : ICollectionFixture<RealEngine>;
