using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TutorPipeline.Provisioning.Tests;

/// <summary>
/// A deploy whose cluster first asks for patience (429), and in the middle of the rollout forgets its history (410 on watches), loses a pod,
/// does not answer for half a minute, and has its API server started again.
/// </summary>
/// <param name="platform">The platform.</param>
/// <param name="space">Its namespace.</param>
internal sealed class TroubledDeploy(RehearsedPlatform platform, string space)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>Whether the rollout was really disturbed.</summary>
    public bool WasDisturbed { get; private set; }

    public async Task<Outcome> RunAsync(params string[] arguments)
    {
        var faults = Path.Combine(platform.Root, "faults.json");
        await File.WriteAllTextAsync(faults, """{"count":3,"status":429,"retryAfter":1,"path":"/namespaces/"}""");
        Expect(platform.Kubectl("create", "--raw", "/rehearsal/faults", "-f", faults));
        using var deploy = platform.Start(arguments);
        var errors = deploy.StandardError.ReadToEndAsync();
        var output = new StringBuilder();
        while (await deploy.StandardOutput.ReadLineAsync() is { } line)
        {
            output.AppendLine(line);
            if (!WasDisturbed && line.Contains("workloads: applied", StringComparison.Ordinal))
            {
                await DisturbAsync();
                WasDisturbed = true;
            }
        }

        await deploy.WaitForExitAsync();
        return new Outcome(deploy.ExitCode, output.ToString(), await errors);
    }

    private async Task DisturbAsync()
    {
        var empty = Path.Combine(platform.Root, "empty.json");
        await File.WriteAllTextAsync(empty, "{}");
        Expect(platform.Kubectl("create", "--raw", "/rehearsal/compact", "-f", empty));
        var pods = platform.Kubectl("get", "pods", "--namespace", space, "-o", "name").Output.Split('\n');
        Expect(platform.Kubectl(
            "delete", pods.First(pod => pod.StartsWith("pod/lms-", StringComparison.Ordinal)), "--namespace", space, "--wait=false"));
        var server = Server();
        Signal("SIGSTOP", server);
        try
        {
            await Task.Delay(Silence);
        }
        finally
        {
            Signal("SIGCONT", server);
        }

        var restart = Path.Combine(platform.Root, "restart.json");
        await File.WriteAllTextAsync(restart, """{"seconds":5}""");
        Expect(platform.Kubectl("create", "--raw", "/rehearsal/restart", "-f", restart));
    }

    private string Server()
    {
        using var state = JsonDocument.Parse(File.ReadAllText(Path.Combine(platform.Root, ".nuke", "temp", "rehearsal", "state.json")));
        return state.RootElement.GetProperty("Substrates").EnumerateArray()
            .Single(part => part.GetProperty("Part").GetString() == "Kubernetes").GetProperty("Process").GetProperty("Id").GetInt32()
            .ToString(CultureInfo.InvariantCulture);
    }

    // The rehearsal needs Python anyway; not every machine has a program that sends signals.
    private static void Signal(string signal, string process) => Expect(Tools.Run(
        "python3", new Dictionary<string, string?>(),
        "-c", "import os, signal, sys; os.kill(int(sys.argv[2]), getattr(signal, sys.argv[1]))", signal, process));

    private static void Expect(Outcome outcome) => Assert.True(outcome.ExitCode == 0, outcome.All);
}
