using System.Diagnostics;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Tests.Terraform;

/// <summary>Runs the programs of this machine, with some more variables, and keeps what was run.</summary>
internal sealed class RealTools(params (string Name, string Value)[] variables) : IToolRunner
{
    private readonly List<ToolInvocation> asked = [];

    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (asked)
            {
                return [.. asked.Select(invocation => invocation.Arguments[0])];
            }
        }
    }

    public string? Find(string tool) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);

    public async Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        lock (asked)
        {
            asked.Add(invocation);
        }

        using var process = Process.Start(Describe(invocation))!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new ToolResult(process.ExitCode, output, await error, TimeSpan.Zero);
    }

    private ProcessStartInfo Describe(ToolInvocation invocation)
    {
        var start = new ProcessStartInfo(invocation.Tool, invocation.Arguments)
        {
            WorkingDirectory = invocation.WorkingDirectory ?? Directory.GetCurrentDirectory(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in invocation.Environment.Concat(variables.Select(v => KeyValuePair.Create(v.Name, (string?)v.Value))))
        {
            start.Environment[name] = value;
        }

        foreach (var (name, secret) in invocation.SecretEnvironment)
        {
            start.Environment[name] = secret.Reveal();
        }

        return start;
    }
}
