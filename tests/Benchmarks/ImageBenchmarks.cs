using System.Diagnostics;
using System.Formats.Tar;
using System.Net;
using System.Net.Sockets;
using TutorPipeline.Model;
using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Engine;
using TutorPipeline.Tutor.Images;
using TutorPipeline.Tutor.Registry;

namespace TutorPipeline.Benchmarks;

/// <summary>What images cost: to build them, and to push them beside <c>docker push</c>, with a real engine and Debian's registry on loopback.</summary>
internal static class ImageBenchmarks
{
    private const int Rounds = 11;
    private const int Megabytes = 100;

    public static IEnumerable<Measurement> Run(string root)
    {
        if (Environment.GetEnvironmentVariable("BENCHMARK_IMAGES") != "1")
        {
            yield break;
        }

        using var platform = new RehearsedImages(root);
        Environment.SetEnvironmentVariable("DOCKER_HOST", platform.Engine);
        if (!platform.IsWhole || WhatIsMissing() is { Length: > 0 })
        {
            Console.WriteLine($"Images are left out: {WhatIsMissing() ?? "the rehearsal said above what it lacks"}");
            yield break;
        }

        foreach (var measurement in BuildBenchmarks.Run(platform).Concat(Pushes()))
        {
            yield return measurement;
        }
    }

    private static IEnumerable<Measurement> Pushes()
    {
        var folder = Directory.CreateTempSubdirectory("push-");
        var image = ImageReference.Parse("tutorpipeline/benchmark:candidate", null);
        try
        {
            Import(folder.FullName, image);
            var (ours, theirs, again) = Measure(folder.FullName, image);
            yield return new Measurement(
                "PushImage / docker push of the same image", ours.Min() / theirs.Min(), "x", 1.05,
                $"{ours.Min():0.00} s / {theirs.Min():0.00} s, the best of {Rounds} in turn, {Megabytes} MB, each to an empty registry");
            yield return new Measurement(
                "PushImage of an unchanged image", Sampler.Median(again), "s", 0.5, $"median of {Rounds}, in one process");
        }
        finally
        {
            Docker("image", "rm", image.ToString());
            folder.Delete(recursive: true);
        }
    }

    // The first round warms both up and does not count; the engine reads the image's files then for the first time.
    private static (List<double> Ours, List<double> Theirs, List<double> Again) Measure(string folder, ImageReference image)
    {
        var (ours, theirs, again) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var file = Path.Combine(folder, $"{round}.json");
            double? before = round % 2 == 0 ? Theirs() : null;
            var (first, second) = WithRegistry(folder, registry => (Push(image, registry, file), Push(image, registry, file)));
            var other = before ?? Theirs();
            if (round > 0)
            {
                theirs.Add(other);
                ours.Add(first);
                again.Add(second);
            }
        }

        return (ours, theirs, again);

        // Now before and now after, because the disk is still busy with whatever came first.
        double Theirs() => WithRegistry(folder, registry => DockerPush(image, registry));
    }

    private static string? WhatIsMissing()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        foreach (var (program, package) in new[] { ("docker", "docker.io"), ("docker-registry", "docker-registry") })
        {
            if (!path.Any(folder => File.Exists(Path.Combine(folder, program))))
            {
                return $"{program} is not here; install it with: apt-get install {package}";
            }
        }

        try
        {
            using var engine = new DockerEngine();
            engine.ExamineAsync(CancellationToken.None).GetAwaiter().GetResult();
            return null;
        }
        catch (PipelineException exception)
        {
            return exception.Message;
        }
    }

    // One layer that does not compress, as most of an image's bytes hardly do.
    private static void Import(string folder, ImageReference image)
    {
        var file = Path.Combine(folder, "layer.tar");
        using (var tar = new TarWriter(File.Create(file)))
        {
            for (var i = 0; i < Megabytes; i++)
            {
                var bytes = new byte[1_000_000];
                new Random(i).NextBytes(bytes);
                using var content = new MemoryStream(bytes);
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"file{i}") { DataStream = content });
            }
        }

        Docker("import", file, image.ToString());
    }

    private static double DockerPush(ImageReference image, string registry)
    {
        var name = $"{registry}/benchmark:1";
        Docker("tag", image.ToString(), name);
        var seconds = Docker("push", "--quiet", name);
        Docker("image", "rm", name);
        return seconds;
    }

    private static double Push(ImageReference image, string registry, string file)
    {
        var began = Stopwatch.GetTimestamp();
        using var engine = new DockerEngine();
        using var client = new RegistryClient(_ => Task.FromResult<RegistryLogin?>(null));
        var built = new BuiltImage("benchmark", image, ImageReference.Parse($"{registry}/benchmark", null), "src-1", "1", null);
        var stage = new PushImage(
            new Built(built), engine, client, _ => Task.FromResult<RegistryLogin?>(null), file, TimeProvider.System);
        var plan = stage.PlanAsync(new Silence(), CancellationToken.None).GetAwaiter().GetResult();
        stage.ApplyAsync(plan, new Silence(), CancellationToken.None).GetAwaiter().GetResult();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static T WithRegistry<T>(string folder, Func<string, T> measure)
    {
        var (data, host) = (Path.Combine(folder, Guid.NewGuid().ToString("n")), $"127.0.0.1:{FreePort()}");
        var configuration = $"{data}.yml";
        File.WriteAllText(
            configuration,
            $"version: 0.1\nlog:\n  level: error\nstorage:\n  filesystem:\n    rootdirectory: {data}\nhttp:\n  addr: \"{host}\"\n");
        using var process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", configuration])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            Await(host);
            return measure(host);
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
            Directory.Delete(data, recursive: true);
        }
    }

    private static void Await(string host)
    {
        using var http = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = http.GetAsync(new Uri($"http://{host}/v2/")).GetAwaiter().GetResult();
                return;
            }
            catch (HttpRequestException) when (attempt < 200)
            {
                Task.Delay(50).GetAwaiter().GetResult();
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private static double Docker(params string[] arguments) => Sampler.Once(new ProcessStartInfo("docker", arguments));

    private sealed class Built(BuiltImage image) : IBuiltImages
    {
        public Task<IReadOnlyList<BuiltImage>?> ReadAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<BuiltImage>?>([image]);
    }

    private sealed class Silence : IStageReport
    {
        public void Information(string message)
        {
        }

        public void Verbose(string message)
        {
        }

        public void Warning(string message)
        {
        }
    }
}
