using System.Diagnostics;

namespace TutorPipeline.KubernetesApi.Tests;

/// <summary>The real kubectl, with nothing but the stand-in's kubeconfig.</summary>
internal static class Kubectl
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(
        ApiServerProcess server, string[] arguments, string? input = null)
    {
        SkipWithout();
        var start = new ProcessStartInfo("kubectl", arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        start.Environment["KUBECONFIG"] = server.Kubeconfig;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await output, await error);
    }

    public static void SkipWithout()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "kubectl")));
        Assert.SkipUnless(found, "kubectl is not on PATH; install it from https://kubernetes.io/docs/tasks/tools/ to run this test.");
    }
}
