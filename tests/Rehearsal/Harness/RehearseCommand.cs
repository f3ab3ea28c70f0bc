using System.Runtime.InteropServices;

namespace TutorPipeline.Rehearsal.Harness;

/// <summary>What <c>tests/rehearse</c> does.</summary>
/// <param name="repository">The repository's root.</param>
/// <param name="output">For what a shell can evaluate.</param>
/// <param name="notes">Where it tells what it does, apart from the pipeline's own output.</param>
internal sealed class RehearseCommand(string repository, TextWriter output, TextWriter notes)
{
    public const string Usage = """
        usage: tests/rehearse ARGS…      start stand-ins, run ./build.sh ARGS… against them, stop them
               tests/rehearse up         start stand-ins and leave them running
               tests/rehearse run ARGS…  run ./build.sh ARGS… against those
               tests/rehearse down       stop them

        Nothing is asked of AWS. REHEARSAL_KUBECONFIG names a real cluster in place of the stand-in, REHEARSAL_PYTHON a Python with moto.
        REHEARSAL_IMAGES=false leaves out engine, registry and Tutor, which otherwise 'up' and the targets of images start.
        """;

    private readonly string folder = Path.Combine(repository, ".nuke", "temp", "rehearsal");
    private readonly StateFile state = new(Path.Combine(repository, ".nuke", "temp", "rehearsal", "state.json"));

    /// <summary>Carries out a command; the exit code is the pipeline's where it ran.</summary>
    /// <exception cref="HarnessException">The rehearsal cannot take place.</exception>
    /// <exception cref="OperationCanceledException">A signal came before the pipeline was started.</exception>
    public async Task<int> RunAsync(string[] arguments)
    {
        using var interrupted = new CancellationTokenSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        switch (arguments)
        {
            case [] or ["--help" or "-h" or "help"]:
                await notes.WriteLineAsync(Usage);
                return arguments.Length == 0 ? 2 : 0;
            case ["up", .. var rest]:
                await UpAsync(rest, interrupted.Token);
                return 0;
            case ["run", .. var rest]:
                return await PipelineRun.RunAsync(repository, rest, Running().Variables, interrupted.Token);
            case ["down"]:
                await DownAsync();
                return 0;
            default:
                return await OnceAsync(arguments, interrupted.Token);
        }

        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupted.Cancel();
        }
    }

    private async Task<int> OnceAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var own = Path.Combine(folder, $"run-{Environment.ProcessId}");
        var stage = await new StageBuilder(Settings.Read(RootOf(arguments)), own, endsWithUs: true, ImageParts.AreNeededFor(arguments))
            .BuildAsync(cancellationToken);
        try
        {
            await TellAsync(stage);
            return await PipelineRun.RunAsync(repository, arguments, stage.Variables, cancellationToken);
        }
        finally
        {
            await stage.StopAsync();
            Directory.Delete(own, recursive: true);
        }
    }

    private async Task UpAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (state.Read() is { } old)
        {
            if (!old.Substrates.Any(substrate => substrate.IsGone))
            {
                await notes.WriteLineAsync("Already up.");
                await TellAsync(old);
                await TellHowToUseAsync(old);
                return;
            }

            await notes.WriteLineAsync(
                "What an earlier 'up' started has ended, at least in part; the rest is stopped and all is started anew, empty.");
            await DownAsync();
        }

        var stage = await new StageBuilder(Settings.Read(RootOf(arguments)), folder, endsWithUs: false, ImageParts.AreWanted)
            .BuildAsync(cancellationToken);
        state.Write(stage);
        await TellAsync(stage);
        await TellHowToUseAsync(stage);
    }

    private async Task DownAsync()
    {
        if (state.Read() is not { } stage)
        {
            await notes.WriteLineAsync("Nothing is up, so nothing was stopped.");
            return;
        }

        foreach (var line in await stage.StopAsync())
        {
            await notes.WriteLineAsync(line);
        }

        state.Remove();
        await notes.WriteLineAsync("Stopped. What they held is gone with them.");
    }

    private Stage Running()
    {
        var stage = state.Read()
            ?? throw new HarnessException("Nothing is up. Run 'tests/rehearse up' first, or 'tests/rehearse ARGS…' for one run.");
        return stage.Substrates.FirstOrDefault(substrate => substrate.IsGone) is { } gone
            ? throw new HarnessException(
                $"{gone.Part} is not running any more ({gone.Where}), and what it held is lost. Run 'tests/rehearse up' again.")
            : stage;
    }

    private async Task TellAsync(Stage stage)
    {
        foreach (var line in stage.Substrates.Select(substrate => substrate.ToString()).Concat(stage.Notes))
        {
            await notes.WriteLineAsync("rehearsal: " + line);
        }
    }

    private async Task TellHowToUseAsync(Stage stage)
    {
        await notes.WriteLineAsync(
            "\nRun 'tests/rehearse run ARGS…', or 'eval \"$(tests/rehearse up)\"' and run ./build.sh or other tools yourself:\n");
        foreach (var (name, value) in stage.Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            await output.WriteLineAsync(value is null ? $"unset {name}" : $"export {name}='{value}'");
        }

        await notes.WriteLineAsync("\n'tests/rehearse down' stops them.");
    }

    /// <summary>The platform's folder: what <c>--root</c> names, as the pipeline reads it.</summary>
    private string RootOf(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i + 1 < arguments.Count; i++)
        {
            if (arguments[i] == "--root")
            {
                return Path.GetFullPath(arguments[i + 1]);
            }
        }

        return repository;
    }
}
