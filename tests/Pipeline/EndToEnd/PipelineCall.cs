using System.Diagnostics;

namespace TutorPipeline.Tests.EndToEnd;

/// <summary>How a call of <c>./build.sh</c> ended.</summary>
internal sealed record PipelineResult(int ExitCode, string Output, string Error)
{
    public string All => Output + Error;
}

/// <summary>Runs the real launcher as a person would, against a platform's folder of its own.</summary>
internal sealed class PipelineCall : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>A folder with this repository's own <c>.nuke/parameters*.json</c>.</summary>
    public PipelineCall()
    {
        Root = Directory.CreateTempSubdirectory("platform-").FullName;
        Directory.CreateDirectory(Path.Combine(Root, ".nuke"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, ".nuke"), "*.json"))
        {
            File.Copy(file, Path.Combine(Root, ".nuke", Path.GetFileName(file)));
        }
    }

    public string Root { get; }

    /// <summary>Set (or with null removed) for the call; by default nothing of a CI service and no credentials.</summary>
    public Dictionary<string, string?> Environment { get; } = new()
    {
        ["GITHUB_ACTIONS"] = null, ["CI"] = null, ["GITHUB_STEP_SUMMARY"] = null, ["NO_COLOR"] = null,
        ["AWS_ACCESS_KEY_ID"] = null, ["AWS_SECRET_ACCESS_KEY"] = null, ["AWS_PROFILE"] = null,
        ["AWS_CONFIG_FILE"] = "/nonexistent", ["AWS_SHARED_CREDENTIALS_FILE"] = "/nonexistent", ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    public string ArtifactsOf(string environment) => Path.Combine(Root, "artifacts", environment);

    public void WriteParameters(string json, string? environment = null) => File.WriteAllText(
        Path.Combine(Root, ".nuke", environment is null ? "parameters.json" : $"parameters.{environment}.json"), json);

    public PipelineResult Run(params string[] arguments)
    {
        using var process = Start(arguments);
        return Wait(process);
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "build.sh"), [.. arguments, "--root", Root])
        {
            WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static PipelineResult Wait(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The pipeline did not end within {Patience}.");
        }

        return new PipelineResult(process.ExitCode, output.Result, error.Result);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
