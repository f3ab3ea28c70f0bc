using System.Text.Json;

namespace TutorPipeline.Tests.EndToEnd;

/// <summary><c>./build.sh Deploy --env prod --dry-run</c>: the whole graph from configuration alone.</summary>
public sealed class DryRun : IDisposable
{
    private static readonly string[] Closure =
    [
        "PrepareState", "ProvisionNetwork", "ProvisionCluster", "SyncSecrets", "ProvisionMySql", "ProvisionMongoDb", "ProvisionRedis", "ProvisionDns",
        "ProvisionStorage", "ProvisionCdn", "ProvisionIdentity", "ProvisionMail", "ProvisionBastion", "ProvisionRegistry", "Provision",
        "ResolveSources", "ConfigureImage", "BuildImage", "CheckImage", "PushImage", "ConfigurePlatform", "RenderManifests",
        "CheckRecoveryPoint", "ApplyManifests", "InitializePlatform", "PointDns", "CheckPlatform", "BackupNow", "VerifyBackup", "Deploy",
    ];

    private readonly PipelineCall pipeline = new();

    [Fact]
    public void Names_every_target_of_the_closure_and_every_resource_of_the_first_stacks()
    {
        var result = pipeline.Run("Deploy", "--env", "prod", "--dry-run");

        Assert.True(result.ExitCode == 0, result.All);
        using var plan = ReadPlan("prod");
        Assert.Equal(1, plan.RootElement.GetProperty("schemaVersion").GetInt32());
        Assert.Equal("prod", plan.RootElement.GetProperty("environment").GetString());
        Assert.Equal(Closure.Order(), Targets(plan).Select(t => t.GetProperty("name").GetString()!).Order());
        var subjects = Targets(plan).SelectMany(t => t.GetProperty("changes").EnumerateArray())
            .Select(c => c.GetProperty("subject").GetString()!).ToHashSet();
        foreach (var stack in new[] { "network", "cluster", "registry" })
        {
            var addresses = ResourcesInMainJson(stack).ToList();
            Assert.NotEmpty(addresses);
            Assert.All(addresses, address => Assert.Contains($"{stack}/{address}", subjects));
        }
    }

    [Fact]
    public void Needs_no_tool_and_says_how_to_get_what_it_could_not_look_at()
    {
        var empty = Directory.CreateDirectory(Path.Combine(pipeline.Root, "no-tools")).FullName;
        LinkOnlyTheShellsOwnPrograms(empty);
        pipeline.Environment["PATH"] = empty;

        var result = pipeline.Run("Deploy", "--env", "prod", "--dry-run");

        Assert.True(result.ExitCode == 0, result.All);
        using var plan = ReadPlan("prod");
        var gaps = Targets(plan).SelectMany(t => t.GetProperty("notLookedAt").EnumerateArray()).ToList();
        Assert.Contains(gaps, g => g.GetProperty("howToGet").GetString()!.Contains("terraform", StringComparison.OrdinalIgnoreCase));
        Assert.All(gaps, g => Assert.NotEqual(string.Empty, g.GetProperty("why").GetString()));
        Assert.Contains(
            Targets(plan).SelectMany(t => t.GetProperty("changes").EnumerateArray()),
            c => c.GetProperty("subject").GetString() == "network/aws_vpc.main");
    }

    [Fact]
    public void Estimates_what_the_infrastructure_costs()
    {
        var result = pipeline.Run("ProvisionNetwork", "--env", "prod", "--dry-run");

        Assert.Contains("In all at least $0.05 an hour, $36.50 a month of 730 hours, at list prices.", result.All, StringComparison.Ordinal);
        Assert.Contains("states around $0.41 an hour", result.All, StringComparison.Ordinal);
        using var plan = ReadPlan("prod");
        var cost = plan.RootElement.GetProperty("estimatedCost");
        Assert.Equal(36.5, cost.GetProperty("monthly").GetDouble());
        var line = cost.GetProperty("lines").EnumerateArray().First(l => l.GetProperty("what").GetString() == "NAT gateway");
        Assert.Equal("network/aws_nat_gateway.nat_a", line.GetProperty("address").GetString());
        Assert.StartsWith("https://", line.GetProperty("source").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_nothing_outside_its_artifacts_folder()
    {
        var before = Files();

        pipeline.Run("Deploy", "--env", "prod", "--dry-run");

        Assert.Equal(before, Files().Where(f => !f.StartsWith("artifacts/prod/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Shows_a_later_stage_what_is_only_known_after_an_earlier_one()
    {
        var result = pipeline.Run("ProvisionCluster", "--env", "prod", "--dry-run");

        Assert.True(result.ExitCode == 0, result.All);
        Assert.Contains("(known after ProvisionNetwork)", File.ReadAllText(Path.Combine(pipeline.ArtifactsOf("prod"), "plan.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_the_default_environment_that_the_parameters_name()
    {
        var result = pipeline.Run("BuildImage", "--dry-run");

        Assert.True(result.ExitCode == 0, result.All);
        using var plan = ReadPlan("prod");
        Assert.Contains(Targets(plan), t => t.GetProperty("name").GetString() == "BuildImage");
    }

    [Fact]
    public void A_stage_that_is_not_built_yet_says_so_when_really_run_and_ends_with_1()
    {
        var result = pipeline.Run("Init", "--env", "prod");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Init is not there yet", result.All, StringComparison.Ordinal);
    }

    public void Dispose() => pipeline.Dispose();

    private static void LinkOnlyTheShellsOwnPrograms(string folder)
    {
        string[] programs = ["bash", "sh", "env", "find", "sort", "cmp", "cat", "stat", "mkdir", "rm", "mv", "ls", "uname", "dirname",
            "basename", "readlink", "sed", "awk", "grep", "cksum", "sha256sum", "tr", "cut", "head", "date", "flock", "sleep", "touch", "ln", "setsid"];
        foreach (var program in programs)
        {
            var source = new[] { "/usr/bin/", "/bin/" }.Select(d => d + program).FirstOrDefault(File.Exists);
            if (source is not null)
            {
                File.CreateSymbolicLink(Path.Combine(folder, program), source);
            }
        }
    }

    private static IEnumerable<JsonElement> Targets(JsonDocument plan) => plan.RootElement.GetProperty("targets").EnumerateArray();

    private JsonDocument ReadPlan(string environment) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(pipeline.ArtifactsOf(environment), "plan.json")));

    private IEnumerable<string> ResourcesInMainJson(string stack)
    {
        using var main = JsonDocument.Parse(File.ReadAllText(Path.Combine(pipeline.ArtifactsOf("prod"), "stacks", stack, "main.tf.json")));
        return main.RootElement.GetProperty("resource").EnumerateObject()
            .SelectMany(type => type.Value.EnumerateObject().Select(r => $"{type.Name}.{r.Name}"))
            .ToList();
    }

    private List<string> Files() => Directory.EnumerateFiles(pipeline.Root, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(pipeline.Root, f)).Order(StringComparer.Ordinal).ToList();
}
