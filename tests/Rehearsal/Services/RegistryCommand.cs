using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TutorPipeline.Rehearsal.Harness;

namespace TutorPipeline.Rehearsal.Services;

/// <summary>Keeps a registry on a free loopback port that takes one user's password, as ECR does.</summary>
internal static partial class RegistryCommand
{
    public const string Usage = "registry --folder FOLDER [--until-input-ends]";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    /// <summary>Starts it with the password of <see cref="RegistryPassword"/>, says where it is, and stops it when told to.</summary>
    /// <exception cref="HarnessException">It cannot be started.</exception>
    public static async Task RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var program = RehearsedRegistry.Program ?? throw new HarnessException(RehearsedRegistry.WhyNot!);
        var folder = Path.GetFullPath(Keeping.Option(arguments, "--folder") ?? throw new ArgumentException("usage: " + Usage));
        var settings = Path.Combine(folder, "registry.yml");
        var data = Directory.CreateDirectory(Path.Combine(folder, "registry")).FullName;
        await File.WriteAllTextAsync(settings, Settings(data, RegistryPassword.HashFile(folder)), cancellationToken);
        var log = Path.Combine(folder, "registry.log");
        using var registry = KeptProcess.Start(program, ["serve", settings], log, new Dictionary<string, string>());
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        registry.Printed += line =>
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                listening.TrySetResult(match.Groups[1].Value);
            }
        };
        try
        {
            var first = await Task.WhenAny(listening.Task, registry.Ended, Task.Delay(StartLimit, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            var host = first == listening.Task
                ? await listening.Task
                : throw new HarnessException(
                    $"docker-registry {(registry.Ended.IsCompleted ? "ended before it listened" : "did not listen in time")}; see {log}.");
            var ready = new JsonObject { ["url"] = "http://" + host, ["host"] = host };
            await Keeping.WaitAsync(ready, arguments.Contains("--until-input-ends"), registry.Ended, output, cancellationToken);
        }
        finally
        {
            await registry.StopAsync(StopLimit);
            Leftovers.Remove(data);
        }
    }

    // JSON is YAML, and knows how to quote.
    private static string Settings(string data, string passwords) => new JsonObject
    {
        ["version"] = "0.1",
        ["log"] = new JsonObject { ["level"] = "info", ["formatter"] = "text" },
        ["storage"] = new JsonObject
        {
            ["filesystem"] = new JsonObject { ["rootdirectory"] = data },
            ["delete"] = new JsonObject { ["enabled"] = true },
        },
        ["http"] = new JsonObject { ["addr"] = "127.0.0.1:0" },
        ["auth"] = new JsonObject { ["htpasswd"] = new JsonObject { ["realm"] = "rehearsal", ["path"] = passwords } },
    }.ToJsonString();

    [GeneratedRegex(@"listening on (127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
