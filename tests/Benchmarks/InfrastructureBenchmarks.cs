using System.Diagnostics;
using TutorPipeline.Infra;
using TutorPipeline.Infra.Engines.State;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Model;
using TutorPipeline.Model.Values;
using TutorPipeline.Parameters;

namespace TutorPipeline.Benchmarks;

/// <summary>What stacks cost: to write them, to plan them with the real Terraform, and to provision them against the rehearsal's AWS.</summary>
internal static class InfrastructureBenchmarks
{
    private const string Chain = "ProvisionMySql";

    public static IEnumerable<Measurement> Run(string root)
    {
        var emitting = Enumerable.Range(0, 21).Select(_ => Emit().TotalMilliseconds).Order().ElementAt(10);
        yield return new Measurement("emitting all stacks", emitting, "ms", 100, "median of 21 rounds in one process, definitions included");
        if (Planning(root) is { } planning)
        {
            yield return planning;
        }

        if (Environment.GetEnvironmentVariable("BENCHMARK_PROVISION") == "1")
        {
            yield return Provisioning(root);
        }
    }

    private static TimeSpan Emit()
    {
        var environment = EnvironmentReading.Read(new Build(), Label.Parse("prod", null));
        var began = Stopwatch.GetTimestamp();
        var stacks = new PlatformStacks(
            environment,
            new StackOutputs(environment, (_, _) => Task.FromResult<StackState?>(null)),
            new MasterPasswords(_ => Task.FromResult<ISecretStore?>(null), isDryRun: true),
            (_, _) => Task.FromResult<string?>(null));
        foreach (var stack in PlatformStacks.All)
        {
            _ = TerraformJson.Emit(stacks.DescribeAsync(stack, CancellationToken.None).Result.Definition);
        }

        return Stopwatch.GetElapsedTime(began);
    }

    // Twice each, in turn; what was kept of a plan is removed before, what was initialized stays.
    private static Measurement? Planning(string root)
    {
        if (!Ends("terraform", "version"))
        {
            return null;
        }

        using var platform = new Platform(root);
        platform.Plan(Environment.ProcessorCount);
        var (together, oneByOne) = (new List<double>(), new List<double>());
        for (var round = 0; round < 2; round++)
        {
            oneByOne.Add(platform.Plan(1));
            together.Add(platform.Plan(Environment.ProcessorCount));
        }

        return new Measurement(
            "planning all stacks in parallel / one after the other", together.Min() / oneByOne.Min(), "x", 0.6,
            $"{together.Min():0.0} s / {oneByOne.Min():0.0} s, the better of two; bound by the processor: Terraform starts the provider twice a plan");
    }

    private static Measurement Provisioning(string root)
    {
        var alone = Rehearse(root, Chain);
        var all = Rehearse(root, "Provision");
        return new Measurement(
            "provisioning all stacks / the longest chain alone, against moto", all / alone, "x", 1.15, $"{all:0} s / {alone:0} s ({Chain})");
    }

    private static double Rehearse(string root, string target)
    {
        using var platform = new Platform(root);
        var start = new ProcessStartInfo(
            Path.Combine(root, "tests", "rehearse"), [target, "--env", "prod", "--parallelism", "12", "--root", platform.Root]);
        return Sampler.Once(start);
    }

    private static bool Ends(string program, string argument)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, argument) { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>The reference platform in a folder of its own.</summary>
    private sealed class Platform : IDisposable
    {
        private readonly string repository;

        public Platform(string repository)
        {
            this.repository = repository;
            Directory.CreateDirectory(Path.Combine(Root, ".nuke"));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(repository, ".nuke"), "*.json"))
            {
                File.Copy(file, Path.Combine(Root, ".nuke", Path.GetFileName(file)));
            }
        }

        public string Root { get; } = Directory.CreateTempSubdirectory("benchmark-").FullName;

        public double Plan(int parallelism)
        {
            foreach (var kept in Directory.EnumerateFiles(Root, "offline-plan.json", SearchOption.AllDirectories))
            {
                File.Delete(kept);
            }

            var start = new ProcessStartInfo(
                Path.Combine(repository, "build.sh"),
                ["Provision", "--env", "prod", "--dry-run", "--parallelism", $"{parallelism}", "--root", Root]);
            foreach (var name in (string[])["AWS_PROFILE", "AWS_ACCESS_KEY_ID", "NUKE_AWS_ENDPOINT"])
            {
                start.Environment.Remove(name);
            }

            return Sampler.Once(start);
        }

        public void Dispose() => Directory.Delete(Root, recursive: true);
    }
}
