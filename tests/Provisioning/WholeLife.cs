using System.Text;
using System.Text.Json;

namespace TutorPipeline.Provisioning.Tests;

/// <summary>
/// The life of two environments on one platform, once for all tests that look at it: prod is made, made again, compared, and deployed in
/// several ways while dev is made beside it and deleted; prod is deleted.
/// </summary>
public sealed class WholeLife : IAsyncLifetime
{
    private const string Parallel = "8";

    private RehearsedPlatform? platform;

    internal Outcome First { get; private set; } = null!;

    internal Outcome Second { get; private set; } = null!;

    internal Outcome Drift { get; private set; } = null!;

    /// <summary>What of the same kinds there was while both stood, so that counting nothing later means something.</summary>
    internal Dictionary<string, int> Stood { get; } = [];

    /// <summary>What became of deploys in between; null where there is no engine or registry.</summary>
    internal Deploys? Deploys { get; private set; }

    internal Outcome Dev { get; private set; } = null!;

    internal Outcome TooEarly { get; private set; } = null!;

    internal Outcome EndOfDev { get; private set; } = null!;

    internal Outcome End { get; private set; } = null!;

    /// <summary>Every given value by its variable, and every generated one by the name of its Secret and key.</summary>
    internal Dictionary<string, string> Generated { get; } = [];

    /// <summary>Everything that was written or printed while the values were in use, by where it was.</summary>
    internal Dictionary<string, string> Traces { get; } = [];

    internal IReadOnlyList<string> BucketsLeft { get; private set; } = [];

    internal Dictionary<string, int> Left { get; } = [];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Tools.OrSkip();
        using var arguments = new ArgumentWatch();
        platform = new RehearsedPlatform(
            [("REHEARSAL_IMAGES", null), ("REHEARSAL_TIME_FACTOR", "0.2"), .. Marks.Given.Select(mark => (mark.Variable, (string?)mark.Value))]);
        using var aws = new StandInForAws(platform.Aws);
        First = platform.Run("Provision", "--env", "prod", "--parallelism", Parallel, "--verbosity", "verbose");
        Second = platform.Run("Provision", "--env", "prod", "--parallelism", Parallel);
        Drift = platform.Run("CheckDrift", "--env", "prod");

        // What becomes of one environment is nothing to the other, and most of a deploy is waiting.
        await Task.WhenAll(Task.Run(DeployAsync), Task.Run(() => LiveBesideItAsync(aws)));
        ReadGenerated();
        await ReadTracesAsync(aws);
        Traces["command lines"] = arguments.Text;
        End = platform.Run("Destroy", "--env", "prod", "--confirm", "prod", "--parallelism", Parallel);
        BucketsLeft = await aws.BucketsAsync();
        await CountAsync(aws, Left);
    }

    private async Task DeployAsync()
    {
        if (platform!.Variable("DOCKER_HOST") is not null && platform.Variable("NUKE_REGISTRY") is not null)
        {
            Deploys = await Deploys.RunAsync(platform);
        }
    }

    private async Task LiveBesideItAsync(StandInForAws aws)
    {
        Dev = platform!.Run("Provision", "--env", "dev", "--parallelism", Parallel);
        ReadGenerated();
        await ReadStatesAsync(aws, "while dev stood, ");
        await CountAsync(aws, Stood);
        TooEarly = platform.Run("Destroy", "--env", "prod", "--confirm", "prod");
        EndOfDev = platform.Run("Destroy", "--env", "dev", "--confirm", "dev", "--parallelism", Parallel);
    }

    private static async Task CountAsync(StandInForAws aws, Dictionary<string, int> counts)
    {
        foreach (var kind in (string[])["DBInstance", "DBCluster", "Cluster", "ReplicationGroup", "NatGateway", "Vpc"])
        {
            counts[kind] = await aws.CountAsync(kind);
        }

        counts["Distribution"] = await aws.DistributionsAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        platform?.Dispose();
        return ValueTask.CompletedTask;
    }

    // What is no secret, such as a host or a port, is in plain sight by design.
    private void ReadGenerated()
    {
        foreach (var (variable, value) in Marks.Given)
        {
            Generated[variable] = Marks.Secret(value);
        }

        using var secrets = JsonDocument.Parse(platform!.Kubectl("get", "secrets", "--all-namespaces", "-o", "json").Output);
        foreach (var secret in secrets.RootElement.GetProperty("items").EnumerateArray())
        {
            var (name, place) = (
                secret.GetProperty("metadata").GetProperty("name").GetString(), secret.GetProperty("metadata").GetProperty("namespace").GetString());
            foreach (var key in secret.GetProperty("data").EnumerateObject())
            {
                if (key.Name.Contains("PASSWORD", StringComparison.Ordinal) || key.Name.Contains("SECRET", StringComparison.Ordinal)
                    || key.Name is "private_key" or "CLIENT_ID" or "MEILISEARCH_MASTER_KEY" or "MEILISEARCH_API_KEY")
                {
                    var value = Encoding.UTF8.GetString(Convert.FromBase64String(key.Value.GetString()!));
                    Generated[$"{place}/{name}/{key.Name} {value.GetHashCode(StringComparison.Ordinal)}"] = value; // each of a rotated one
                }
            }
        }
    }

    private async Task ReadTracesAsync(StandInForAws aws)
    {
        (Traces["first run"], Traces["second run"], Traces["drift"], Traces["dev"]) = (First.All, Second.All, Drift.All, Dev.All);
        (Traces["deploys"], Traces["end of dev"]) = (Deploys?.All ?? "", EndOfDev.All);
        foreach (var file in Directory.EnumerateFiles(platform!.Root, "*", SearchOption.AllDirectories))
        {
            // Terraform's providers are links to programs; the stand-ins keep what is stored in them.
            if (!file.Contains("/providers/", StringComparison.Ordinal) && !file.Contains("/temp/rehearsal/", StringComparison.Ordinal))
            {
                Traces[file] = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            }
        }

        await ReadStatesAsync(aws, "");
    }

    private async Task ReadStatesAsync(StandInForAws aws, string when)
    {
        foreach (var (key, text) in await aws.ObjectsAsync("123456789012-terraform-tfstate"))
        {
            Traces[$"{when}state {key}"] = text;
        }
    }
}
