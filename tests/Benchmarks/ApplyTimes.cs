using System.Diagnostics;

namespace TutorPipeline.Benchmarks;

/// <summary>How long deploys and kubectl take, in seconds, each as a whole process and in turn.</summary>
/// <param name="First">Deploys to an empty cluster.</param>
/// <param name="Again">Deploys that change nothing.</param>
/// <param name="Validated"><c>kubectl apply --server-side</c> to an empty cluster.</param>
/// <param name="Plain">The same with <c>--validate=false</c>.</param>
/// <param name="Diff"><c>kubectl diff</c> of what is there.</param>
internal sealed record ApplyTimes(List<double> First, List<double> Again, List<double> Validated, List<double> Plain, List<double> Diff)
{
    /// <summary>Takes the times; the first round warms up and does not count.</summary>
    public static ApplyTimes Take(string root, string folder, string file, TimeSpan late, int rounds)
    {
        var times = new ApplyTimes([], [], [], [], []);
        for (var round = 0; round <= rounds; round++)
        {
            var one = Round(root, folder, file, late);
            if (round > 0)
            {
                times.First.Add(one.First);
                times.Again.Add(one.Again);
                times.Validated.Add(one.Validated);
                times.Plain.Add(one.Plain);
                times.Diff.Add(one.Diff);
            }
        }

        return times;
    }

    // A server, or at least a namespace, of its own for each, because applying what is there already costs less.
    private static (double First, double Again, double Validated, double Plain, double Diff) Round(
        string root, string folder, string file, TimeSpan late)
    {
        double first, again, diff, validated, plain;
        using (var server = BenchmarkCluster.Make(root, folder, late))
        {
            first = Sampler.Once(Own(file, server));
            again = Sampler.Once(Own(file, server));
            diff = Sampler.Once(Kubectl(server, "diff", "--server-side", "--field-manager", "tutorpipeline", "-f", file));
        }

        using (var server = BenchmarkCluster.Make(root, folder, late))
        {
            validated = Sampler.Once(Kubectl(server, "apply", "--server-side", "-f", file));
        }

        using (var server = BenchmarkCluster.Make(root, folder, late))
        {
            plain = Sampler.Once(Kubectl(server, "apply", "--server-side", "--validate=false", "-f", file));
        }

        return (first, again, validated, plain, diff);
    }

    private static ProcessStartInfo Own(string file, BenchmarkCluster server) =>
        new(Environment.ProcessPath!, [.. Self(), ApplyBenchmarks.Verb, file, server.Endpoint]);

    /// <summary>This program's own assembly, when it was started by <c>dotnet</c>.</summary>
    private static string[] Self() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? [typeof(ApplyTimes).Assembly.Location] : [];

    private static ProcessStartInfo Kubectl(BenchmarkCluster server, params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", arguments);
        start.Environment["KUBECONFIG"] = server.Kubeconfig;
        return start;
    }
}
