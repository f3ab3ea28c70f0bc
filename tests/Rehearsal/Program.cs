using TutorPipeline.Rehearsal.Harness;
using TutorPipeline.Rehearsal.KubernetesApi.Hosting;
using TutorPipeline.Rehearsal.Services;

// One program holds the stand-ins that are written in C# and the harness; the first argument says which one to be.
try
{
    switch (args)
    {
        case ["kubernetes-api", .. var rest]:
            await KubernetesApiHost.RunAsync(Options.Parse(rest), Console.Out);
            return 0;
        case ["rehearse", var repository, .. var rest]:
            return await new RehearseCommand(Path.GetFullPath(repository), Console.Out, Console.Error).RunAsync(rest);
        case ["engine", .. var rest]:
            await Keeping.UntilSignalAsync(token => EngineCommand.RunAsync(rest, Console.Out, token));
            return 0;
        case ["registry", .. var rest]:
            await Keeping.UntilSignalAsync(token => RegistryCommand.RunAsync(rest, Console.Out, token));
            return 0;
        default:
            await Console.Error.WriteLineAsync(
                $"usage: {Options.Usage}\n       {EngineCommand.Usage}\n       {RegistryCommand.Usage}\n       rehearse REPOSITORY ARGS…");
            return 2;
    }
}
catch (HarnessException e)
{
    await Console.Error.WriteLineAsync("rehearse: " + e.Message);
    return 2;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("rehearse: interrupted before the pipeline was started; nothing is left running.");
    return 130;
}
catch (Exception e) when (e is ArgumentException or FormatException or IOException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
