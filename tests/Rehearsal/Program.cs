using TutorPipeline.Rehearsal.KubernetesApi.Hosting;

// One program holds the stand-ins that are written in C#; the first argument says which one to be.
try
{
    if (args is not ["kubernetes-api", .. var rest])
    {
        await Console.Error.WriteLineAsync("usage: " + Options.Usage);
        return 2;
    }

    await KubernetesApiHost.RunAsync(Options.Parse(rest), Console.Out);
    return 0;
}
catch (Exception e) when (e is ArgumentException or FormatException or IOException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
