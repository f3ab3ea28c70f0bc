using System.Diagnostics;
using System.Text.RegularExpressions;

namespace TutorPipeline.Provisioning.Tests;

/// <summary>The reference platform in a folder of its own, with stand-ins for AWS and Kubernetes that serve it alone.</summary>
internal sealed partial class RehearsedPlatform : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "TutorPipeline.Rehearsal.dll");

    private readonly Dictionary<string, string> settings;

    private readonly Dictionary<string, string?> variables;

    /// <summary>Starts it.</summary>
    /// <param name="more">Variables for it and for the pipeline; with <c>REHEARSAL_IMAGES</c> it has an engine and a registry, too.</param>
    public RehearsedPlatform(params (string Name, string? Value)[] more)
    {
        variables = new()
        {
            ["REHEARSAL_KUBECONFIG"] = null, ["GITHUB_ACTIONS"] = null, ["CI"] = null, ["GITHUB_STEP_SUMMARY"] = null, ["NO_COLOR"] = "1",
            ["REHEARSAL_IMAGES"] = "false",
        };
        foreach (var (name, value) in more)
        {
            variables[name] = value;
        }

        Root = Directory.CreateTempSubdirectory("provisioning-").FullName;
        Directory.CreateDirectory(Path.Combine(Root, ".nuke"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Tools.Repository, ".nuke"), "parameters*.json"))
        {
            File.Copy(file, Path.Combine(Root, ".nuke", Path.GetFileName(file)));
        }

        var launcher = Path.Combine(Root, "build.sh");
        File.WriteAllText(launcher, $"#!/usr/bin/env bash\nexec '{Tools.Repository}/build.sh' \"$@\" --root '{Root}'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(launcher, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var up = Rehearse("up");
        Assert.True(up.ExitCode == 0, up.All);
        settings = Setting().Matches(up.All).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
    }

    public string Root { get; }

    /// <summary>Where AWS's stand-in listens.</summary>
    public Uri Aws => new(settings["NUKE_AWS_ENDPOINT"]);

    /// <summary>Runs the pipeline for real against the stand-ins.</summary>
    public Outcome Run(params string[] arguments) => Rehearse(["run", .. arguments]);

    /// <summary>The same, without waiting for its end.</summary>
    public Process Start(params string[] arguments) => Tools.Start("dotnet", variables, [Program, "rehearse", Root, "run", .. arguments]);

    /// <summary>Asks the stand-in for Kubernetes.</summary>
    public Outcome Kubectl(params string[] arguments) =>
        Tools.Run("kubectl", new Dictionary<string, string?> { ["KUBECONFIG"] = settings["KUBECONFIG"] }, arguments);

    public void Dispose()
    {
        Rehearse("down");
        Directory.Delete(Root, recursive: true);
    }

    /// <summary>A variable that the stand-ins set for the pipeline; null where one is missing on this machine.</summary>
    public string? Variable(string name) => settings.GetValueOrDefault(name);

    /// <summary>Runs the pipeline with some variables of its own.</summary>
    public Outcome RunWith((string Name, string? Value)[] more, params string[] arguments) => RunThrough([], more, arguments);

    /// <summary>The same, started by another program.</summary>
    public Outcome RunThrough(string[] starter, (string Name, string? Value)[] more, params string[] arguments) => Tools.Run(
        starter is [var program, ..] ? program : Path.Combine(Root, "build.sh"),
        new Dictionary<string, string?>(variables.Concat(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
            .Concat(more.Select(m => KeyValuePair.Create(m.Name, m.Value))).GroupBy(v => v.Key).Select(v => v.Last())),
        starter is [_, .. var rest] ? [.. rest, Path.Combine(Root, "build.sh"), .. arguments] : arguments);

    private Outcome Rehearse(params string[] arguments) => Tools.Run("dotnet", variables, [Program, "rehearse", Root, .. arguments]);

    [GeneratedRegex("export ([A-Z_0-9]+)='([^']*)'")]
    private static partial Regex Setting();
}
