using System.Diagnostics;
using System.Text.Json;

namespace TutorPipeline.Benchmarks;

/// <summary>An API server in which the namespace of the benchmark does not exist before, and not after.</summary>
internal abstract class BenchmarkCluster : IDisposable
{
    /// <summary>How it is reached.</summary>
    public abstract string Kubeconfig { get; }

    /// <summary>Starts a stand-in, or takes the cluster that was given.</summary>
    public static BenchmarkCluster Make(string root, string folder, TimeSpan late) =>
        Given is { } kubeconfig ? new GivenCluster(kubeconfig) : new StandIn(root, folder, late);

    /// <summary>The file that <c>REHEARSAL_KUBECONFIG</c> names; null when it names none.</summary>
    public static string? Given =>
        Environment.GetEnvironmentVariable("REHEARSAL_KUBECONFIG") is { Length: > 0 } file ? Path.GetFullPath(file) : null;

    /// <summary>
    /// A file that says server, authority and token, each on a line of its own; the kubeconfig where people come by something else.
    /// </summary>
    public virtual string Endpoint => Kubeconfig;

    /// <summary>Removes what was made.</summary>
    public abstract void Dispose();
}

/// <summary>A cluster that somebody has. What was there before is left alone.</summary>
internal sealed class GivenCluster : BenchmarkCluster
{
    private readonly string? endpoint;

    public GivenCluster(string kubeconfig)
    {
        Kubeconfig = kubeconfig;
        if (Kubectl("get", "namespace", ApplyBenchmarks.Space, "--ignore-not-found", "-o", "name").Length > 0)
        {
            throw new InvalidOperationException(
                $"The cluster of REHEARSAL_KUBECONFIG has a namespace {ApplyBenchmarks.Space} already. The benchmark makes and deletes one of that "
                + $"name: if nothing in it is needed, delete it with 'kubectl delete namespace {ApplyBenchmarks.Space}' and run this again.");
        }

        endpoint = WriteEndpoint();
    }

    public override string Kubeconfig { get; }

    public override string Endpoint => endpoint ?? Kubeconfig;

    public override void Dispose()
    {
        if (endpoint is not null)
        {
            File.Delete(endpoint);
        }

        Kubectl("delete", "namespace", ApplyBenchmarks.Space, "--ignore-not-found", "--wait");
    }

    // EKS, for which the promise is made, is reached by address, authority and token; a file of all kinds of users is read for seconds' parts.
    private string? WriteEndpoint()
    {
        using var view = JsonDocument.Parse(Kubectl("config", "view", "--raw", "--minify", "--flatten", "-o", "json"));
        var cluster = view.RootElement.GetProperty("clusters")[0].GetProperty("cluster");
        if (!cluster.TryGetProperty("certificate-authority-data", out var authority)
            || !view.RootElement.GetProperty("users")[0].GetProperty("user").TryGetProperty("token", out var token))
        {
            return null;
        }

        var file = Path.GetTempFileName(); // Nobody else may read it.
        File.WriteAllText(file, $"server: {cluster.GetProperty("server")}\ncertificate-authority-data: {authority}\ntoken: {token}\n");
        return file;
    }

    private string Kubectl(params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", arguments) { RedirectStandardOutput = true };
        start.Environment["KUBECONFIG"] = Kubeconfig;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim()
            : throw new InvalidOperationException($"'kubectl {string.Join(' ', arguments)}' ended with exit code {process.ExitCode}.");
    }
}
