using System.Diagnostics;

namespace TutorPipeline.Tests.EndToEnd;

/// <summary>Ctrl-C and <c>kill</c>: the run ends in order and says so.</summary>
public sealed class Interrupting : IDisposable
{
    private readonly PipelineCall pipeline = new();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Ends_with_128_plus_the_signal_and_leaves_nothing_running(string signal, int exitCode)
    {
        Assert.SkipUnless(
            HasTerraform(),
            "terraform is not installed (https://developer.hashicorp.com/terraform/install), and nothing else takes long enough.");
        using var process = pipeline.Start("ProvisionNetwork", "--env", "prod", "--dry-run");
        while (process.StandardOutput.ReadLine() is { } line && !line.Contains("Started", StringComparison.Ordinal))
        {
        }

        using (var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        var result = PipelineCall.Wait(process);

        Assert.True(result.ExitCode == exitCode, $"exit code {result.ExitCode}\n{result.All}");
        Assert.Contains("SIG" + signal, result.All, StringComparison.Ordinal);
        Assert.DoesNotContain(Process.GetProcessesByName("terraform"), p => WorksIn(pipeline.Root, p.Id));
    }

    public void Dispose() => pipeline.Dispose();

    private static bool WorksIn(string folder, int processId)
    {
        try
        {
            return Directory.ResolveLinkTarget($"/proc/{processId}/cwd", returnFinalTarget: true)?
                .FullName.StartsWith(folder, StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return false;
        }
    }

    private static bool HasTerraform() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
        .Any(folder => File.Exists(Path.Combine(folder, "terraform")));
}
