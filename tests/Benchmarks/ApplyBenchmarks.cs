using System.Text.Json.Nodes;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Cluster.Releases;

namespace TutorPipeline.Benchmarks;

/// <summary>
/// What ApplyManifests costs beside kubectl, each as a whole process, with the stand-in API server as another, or with the cluster of
/// <c>REHEARSAL_KUBECONFIG</c>.
/// </summary>
internal static class ApplyBenchmarks
{
    /// <summary>The argument with which this program becomes one deploy: <c>deploy FILE KUBECONFIG</c>.</summary>
    public const string Verb = "deploy";

    /// <summary>How long a cluster in a region takes for a write, on top of what the stand-in takes.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(10);

    /// <summary>The namespace that is made and deleted.</summary>
    public const string Space = "tutorpipeline-benchmark";

    private const int Rounds = 3;
    private const int Objects = 300;

    public static IEnumerable<Measurement> Run(string root)
    {
        if (WhatIsMissing(root) is { } missing)
        {
            Console.WriteLine($"Applying manifests is left out: {missing}");
            return [];
        }

        var folder = Directory.CreateTempSubdirectory("apply-");
        try
        {
            return Measure(root, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Deploys the objects of a file, as the pipeline's stage does.</summary>
    public static int Deploy(string file, string kubeconfig)
    {
        var items = new List<Manifest>();
        foreach (var line in File.ReadLines(file))
        {
            if (line.StartsWith('{'))
            {
                items.Add(new Manifest(JsonNode.Parse(line)!.AsObject()));
            }
        }

        var nothing = new Dictionary<string, string>();
        var request = new DeployRequest(
            Space, _ => Task.FromResult<ManifestSet?>(new ManifestSet(Space, "prod", items)),
            _ => Task.FromResult(new ReleaseOrigin("benchmark", null, nothing, nothing, "none")));
        using var stage = new ApplyManifests(Access(kubeconfig), null, request, new NoRollout());
        var plan = stage.PlanAsync(new Silence(), CancellationToken.None).GetAwaiter().GetResult();
        stage.ApplyAsync(plan, new Silence(), CancellationToken.None).GetAwaiter().GetResult();
        return 0;
    }

    /// <summary>As the pipeline reaches EKS, by address, authority and token, without reading YAML; by the file where people come by other ways.</summary>
    private static ClusterAccess Access(string kubeconfig)
    {
        if (BenchmarkCluster.Given == kubeconfig)
        {
            return new KubeconfigAccess(kubeconfig, null);
        }

        var lines = File.ReadAllLines(kubeconfig);
        string Value(string name) => lines.Single(line => line.Contains($"{name}: ", StringComparison.Ordinal)).Split(": ")[1];
        return new EndpointAccess(new Uri(Value("server")), Value("certificate-authority-data"), new FixedToken(Value("token")));
    }

    private static List<Measurement> Measure(string root, string folder)
    {
        var file = Path.Combine(folder, "objects.json");
        File.WriteAllText(file, string.Join('\n', Documents()));
        var instant = ApplyTimes.Take(root, folder, file, TimeSpan.Zero, Rounds);
        var kubectl = $"applying {Objects} objects / kubectl apply --server-side";
        List<Measurement> measured =
        [
            Ratio(kubectl, instant.First, instant.Validated, 0.15),
            Ratio($"{kubectl} --validate=false", instant.First, instant.Plain, 0.9),
            Ratio("a deploy that changes nothing / kubectl diff", instant.Again, instant.Diff, 0.5),
        ];
        if (BenchmarkCluster.Given is not null)
        {
            return measured;
        }

        var late = ApplyTimes.Take(root, folder, file, Late, Rounds);
        return
        [
            .. measured,
            Ratio($"{kubectl}, {Late.TotalMilliseconds} ms away", late.First, late.Validated, null),
            Ratio($"{kubectl} --validate=false, {Late.TotalMilliseconds} ms away", late.First, late.Plain, null),
            Ratio($"a deploy that changes nothing / kubectl diff, {Late.TotalMilliseconds} ms away", late.Again, late.Diff, null),
        ];
    }

    private static Measurement Ratio(string name, List<double> ours, List<double> theirs, double? limit)
    {
        var (own, other) = (Sampler.Median(ours), Sampler.Median(theirs));
        return new Measurement(name, own / other, "x", limit, $"medians of {Rounds} in turn: {own:0.00} s / {other:0.00} s, each a whole "
            + "process");
    }

    private static IEnumerable<string> Documents()
    {
        yield return new JsonObject
        {
            ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = Space },
        }.ToJsonString();
        for (var i = 0; i < Objects - 1; i++)
        {
            yield return (i % 4) switch
            {
                0 => Document("v1", "ConfigMap", $"c{i}", """{"data":{"settings.py":"DEBUG = False\nPLATFORM_NAME = 'Benchmark'\n"}}"""),
                1 => Document("v1", "ServiceAccount", $"a{i}", "{}"),
                2 => Document("v1", "Service", $"s{i}", """{"spec":{"selector":{"app":"a"},"ports":[{"port":80,"protocol":"TCP"}]}}"""),
                _ => Document(
                    "apps/v1", "Deployment", $"d{i}",
                    """
                    {"spec":{"selector":{"matchLabels":{"app":"a"}},"template":{"metadata":{"labels":{"app":"a"}},
                     "spec":{"containers":[{"name":"a","image":"example.org/a:1",
                      "env":[{"name":"A","value":"1"},{"name":"B","value":"2"}]}]}}}}
                    """),
            };
        }
    }

    private static string Document(string apiVersion, string kind, string name, string rest)
    {
        var document = new JsonObject
        {
            ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = Space },
        };
        foreach (var (key, value) in JsonNode.Parse(rest)!.AsObject())
        {
            document[key] = value?.DeepClone();
        }

        return document.ToJsonString();
    }

    private static string? WhatIsMissing(string root)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        if (!path.Any(folder => File.Exists(Path.Combine(folder, "kubectl"))))
        {
            return "kubectl is not here; install it from https://kubernetes.io/docs/tasks/tools/";
        }

        return BenchmarkCluster.Given is null && StandIn.Program(root) is null
            ? "the stand-in API server is not built; build tests/Rehearsal first" : null;
    }

    /// <summary>A token that stays.</summary>
    private sealed class FixedToken(string token) : IClusterTokens
    {
        public Task<Secret> GetAsync(CancellationToken cancellationToken) => Task.FromResult(new Secret(token));
    }

    private sealed class NoRollout : IRollout
    {
        public Task WaitAsync(
            ManifestSet set, IReadOnlyList<ManifestKey> changed, IStageReport report, CancellationToken cancellationToken)
                => Task.CompletedTask;
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
