using System.Text.RegularExpressions;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Tutor.Configuration;

/// <summary>
/// Drives the <c>tutor</c> program with roots of its own, whatever the person's own settings are. Tutor ends with 0 although a plugin is
/// missing, a key is unknown, or what it started was killed; here each of these is an error.
/// </summary>
/// <param name="tools">Starts it.</param>
/// <param name="program">The program's path.</param>
/// <param name="version">Its version.</param>
public sealed partial class TutorCli(IToolRunner tools, string program, string version) : ITutor
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Identity => $"Tutor {version} at {program}";

    /// <inheritdoc/>
    /// <exception cref="TutorException">Tutor failed, lacks a plugin, or does not know a key.</exception>
    public async Task RenderAsync(string root, string pluginsRoot, TutorConfiguration configuration, CancellationToken cancellationToken)
    {
        var unknown = await UnknownKeysAsync(root, pluginsRoot, configuration, cancellationToken);
        if (unknown.Count > 0)
        {
            throw TutorException.UnknownKeys(unknown, version);
        }

        await RunAsync(root, pluginsRoot, ["config", "save"], cancellationToken);
        var listed = await RunAsync(root, pluginsRoot, ["plugins", "list"], cancellationToken);
        var words = listed.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        if (configuration.Plugins.FirstOrDefault(plugin => !words.Contains(plugin)) is { } missing)
        {
            throw TutorException.MissingPlugin(missing, version);
        }
    }

    /// <inheritdoc/>
    public async Task<int> BuildAsync(
        string root,
        string pluginsRoot,
        ImageBuild build,
        IReadOnlyDictionary<string, string?> variables,
        Action<string> onLine,
        CancellationToken cancellationToken)
    {
        var call = Call(root, pluginsRoot, ["images", "build", .. build.TutorArguments, build.Tutor]);
        var result = await tools.RunAsync(
            call with
            {
                Environment = new Dictionary<string, string?>(call.Environment.Concat(variables)), OnOutput = onLine, OnError = onLine, Timeout = null,
            },
            cancellationToken);
        return result.ExitCode;
    }

    /// <inheritdoc/>
    /// <exception cref="TutorException">Tutor lacks a plugin.</exception>
    public async Task<ToolResult> InitializeAsync(
        string root, string pluginsRoot, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken)
    {
        var call = Call(root, pluginsRoot, ["local", "do", "init"]);
        var result = await tools.RunAsync(
            call with { Environment = new Dictionary<string, string?>(call.Environment.Concat(variables)) }, cancellationToken);
        CheckPlugins(result);
        return result;
    }

    // Tutor takes any key; a root that has nothing but the plugins tells which it knows.
    private async Task<IReadOnlyList<string>> UnknownKeysAsync(
        string root, string pluginsRoot, TutorConfiguration configuration, CancellationToken cancellationToken)
    {
        var bare = root + ".keys";
        Directory.CreateDirectory(bare);
        try
        {
            var plugins = configuration with { Settings = new Dictionary<string, object>() };
            await File.WriteAllTextAsync(Path.Combine(bare, "config.yml"), plugins.ToYaml(), cancellationToken);
            var unknown = new List<string>();
            foreach (var some in configuration.Settings.Keys.Order(StringComparer.Ordinal).Chunk(Math.Max(2, Environment.ProcessorCount)))
            {
                var answers = await Task.WhenAll(some.Select(key => tools.RunAsync(
                    Call(bare, pluginsRoot, ["config", "printvalue", key]), cancellationToken)));
                foreach (var (key, answer) in some.Zip(answers))
                {
                    if (answer.ExitCode != 0 && answer.Error.Contains("Missing configuration value", StringComparison.Ordinal))
                    {
                        unknown.Add(key);
                    }
                    else
                    {
                        Check(answer, ["config", "printvalue", key]);
                    }
                }
            }

            return unknown;
        }
        finally
        {
            Directory.Delete(bare, recursive: true);
        }
    }

    private async Task<ToolResult> RunAsync(
        string root, string pluginsRoot, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await tools.RunAsync(Call(root, pluginsRoot, arguments), cancellationToken);
        Check(result, arguments);
        return result;
    }

    private void Check(ToolResult result, IReadOnlyList<string> arguments)
    {
        CheckPlugins(result);
        if (result.ExitCode != 0 || result.Error.Contains("Traceback (most recent call last)", StringComparison.Ordinal)
            || result.Error.Contains("is not up-to-date", StringComparison.Ordinal))
        {
            throw TutorException.Failed(arguments, result);
        }
    }

    private void CheckPlugins(ToolResult result)
    {
        if (FailedPlugin().Match(result.Error) is { Success: true } match)
        {
            throw TutorException.MissingPlugin(match.Groups[1].Value, version);
        }
    }

    private ToolInvocation Call(string root, string pluginsRoot, IReadOnlyList<string> arguments)
    {
        var variables = new Dictionary<string, string?>
        {
            ["TUTOR_ROOT"] = Path.GetFullPath(root),
            ["TUTOR_PLUGINS_ROOT"] = Path.GetFullPath(pluginsRoot),
            ["PYTHONUTF8"] = "1",
            ["PYTHONUNBUFFERED"] = "1",
            ["NO_COLOR"] = "1",
        };

        // Every other TUTOR_ variable would override a key of config.yml, and so decide about the image from outside.
        foreach (string name in Environment.GetEnvironmentVariables().Keys)
        {
            if (name.StartsWith("TUTOR_", StringComparison.Ordinal))
            {
                variables.TryAdd(name, null);
            }
        }

        return new ToolInvocation(program, arguments) { Environment = variables, Timeout = Patience };
    }

    [GeneratedRegex("Failed to enable plugin '([^']+)'")]
    private static partial Regex FailedPlugin();
}
