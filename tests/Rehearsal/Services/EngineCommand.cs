using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.Harness;

namespace TutorPipeline.Rehearsal.Services;

/// <summary>Keeps a Docker Engine whose everything is in one folder, and leaves nothing of it.</summary>
internal static class EngineCommand
{
    public const string Usage = "engine --folder FOLDER [--until-input-ends]";

    // The longest socket that containerd makes is at exec/containerd/containerd.sock.ttrpc, and a socket's path has 107 bytes at most.
    private const int LongestFolder = 65;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    /// <summary>Starts it, says where it is, and stops it when told to.</summary>
    /// <exception cref="HarnessException">It cannot be started.</exception>
    public static async Task RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var parts = EngineParts.FindOrSay();
        var folder = Path.GetFullPath(Keeping.Option(arguments, "--folder") ?? throw new ArgumentException("usage: " + Usage));
        var data = Directory.CreateDirectory(Path.Combine(folder, "engine")).FullName;
        var sockets = data.Length <= LongestFolder ? data : Directory.CreateTempSubdirectory("rehearsed-").FullName;
        try
        {
            using var bridge = Bridge.Make();
            var socket = Path.Combine(sockets, "docker.sock");
            var settings = Path.Combine(data, "daemon.json");
            await File.WriteAllTextAsync(settings, Settings(data, sockets, socket, bridge.Name).ToJsonString(), cancellationToken);
            var log = Path.Combine(folder, "dockerd.log");
            using var dockerd = KeptProcess.Start(
                parts.Dockerd, ["--config-file", settings], log, new Dictionary<string, string> { ["PATH"] = parts.SearchPath });
            try
            {
                var version = await VersionAsync(socket, dockerd.Ended, log, cancellationToken);
                var ready = new JsonObject { ["url"] = "unix://" + socket, ["engine"] = version };
                await Keeping.WaitAsync(ready, arguments.Contains("--until-input-ends"), dockerd.Ended, output, cancellationToken);
            }
            finally
            {
                await dockerd.StopAsync(StopLimit);
            }
        }
        finally
        {
            Leftovers.Remove(data);
            Leftovers.Remove(sockets);
        }
    }

    // No rule of the machine's firewall is touched, so containers reach each other and nothing else.
    private static JsonObject Settings(string data, string sockets, string socket, string bridge) => new()
    {
        ["data-root"] = Path.Combine(data, "data"),
        ["exec-root"] = Path.Combine(sockets, "exec"),
        ["pidfile"] = Path.Combine(sockets, "docker.pid"),
        ["hosts"] = new JsonArray("unix://" + socket),
        ["bridge"] = bridge,
        ["iptables"] = false,
        ["ip6tables"] = false,
        ["ip-forward"] = false,
        ["ip-masq"] = false,
        ["userland-proxy"] = false,
        ["shutdown-timeout"] = 3,
    };

    private static async Task<string> VersionAsync(string socket, Task ended, string log, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        try
        {
            while (!ended.IsCompleted)
            {
                if (await EngineProbe.VersionAsync(new Uri("unix://" + socket), limit.Token) is { } version)
                {
                    return version;
                }

                await Task.Delay(100, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HarnessException($"dockerd was not ready within {StartLimit.TotalSeconds:0} s. It wrote: {LastLines(log)}");
        }

        throw new HarnessException($"dockerd ended before it was ready. It wrote: {LastLines(log)}");
    }

    private static string LastLines(string log)
    {
        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return string.Join('\n', reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(5));
    }
}
