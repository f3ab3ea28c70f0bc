using System.Diagnostics;
using TutorPipeline.Rehearsal.Services;

namespace TutorPipeline.Harness.Tests;

/// <summary>An engine that has the base image, for all tests of a class; or the reason why there is none.</summary>
public sealed class EngineWithBase : IAsyncLifetime
{
    private RehearsedEngine? engine;
    private string? reason;

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        reason = await StandInTutor.WhyNotAsync(token) ?? await RehearsedEngine.WhyNotAsync(token) ?? await Buildx.WhyNotAsync(token);
        if (reason is null)
        {
            engine = await RehearsedEngine.StartAsync(token);
            reason = await BaseImage.ImportAsync(engine, token);
        }
    }

    public ValueTask DisposeAsync() => engine?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Runs the client.</summary>
    public string Docker(params string[] arguments)
    {
        var start = new ProcessStartInfo("docker", arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in engine!.Variables)
        {
            start.Environment[name] = value;
        }

        using var docker = new Rehearsing(Process.Start(start)!);
        var outcome = docker.Wait();
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return outcome.Output;
    }

    /// <summary>The stand-in for Tutor with this engine; skips the test where one of them is missing.</summary>
    internal TutorRoot TutorOrSkip()
    {
        Assert.SkipWhen(reason is not null, reason ?? "");
        var tutor = new TutorRoot(StandInTutor.Program, realDocker: true);
        foreach (var (name, value) in engine!.Variables)
        {
            tutor.Variables[name] = value;
        }

        return tutor;
    }
}
