using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Tests.Configuration;

/// <summary>Settings of the platform, executed by Python with stand-ins for the platform's own modules.</summary>
internal static class PlatformSettings
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Configuration", "platform_settings.py");

    /// <summary>Where our own plugins are.</summary>
    public static string Plugins { get; } = Path.Combine(AppContext.BaseDirectory, "plugins");

    /// <summary>Renders the patches of all our plugins with a configuration, and executes them.</summary>
    public static async Task<Outcome> OfPatchesAsync(string variant, params (string Key, object Value)[] config)
    {
        var values = new Dictionary<string, object>
        {
            ["RUN_MONGODB"] = true, ["MONGODB_USE_SSL"] = false, ["RUN_REDIS"] = true,
            ["REDIS_HOST"] = "cache.example.net", ["REDIS_PORT"] = 6379, ["REDIS_USERNAME"] = "", ["REDIS_PASSWORD"] = "",
            ["OPENEDX_CELERY_REDIS_DB"] = 0,
        };
        foreach (var (key, value) in config) values[key] = value;
        var request = JsonSerializer.Serialize(new { config = values, plugins = Directory.GetFiles(Plugins, "*.yml") });
        return await RunAsync(["patches", variant], request);
    }

    /// <summary>Executes a settings file that Tutor rendered.</summary>
    public static Task<Outcome> OfFileAsync(string variant, string path) => RunAsync(["file", variant, path], string.Empty);

    private static async Task<Outcome> RunAsync(string[] arguments, string input)
    {
        var (exitCode, output, error) = await Command.RunAsync(await PythonAsync(), [Script, .. arguments], input);
        Assert.True(exitCode == 0, error);
        return new Outcome(JsonNode.Parse(output)!.AsObject());
    }

    /// <summary>The first Python that has what the script imports: PATH may hold one of the developer's own before the system's.</summary>
    private static async Task<string> PythonAsync()
    {
        foreach (var python in (string[])["python3", "/usr/bin/python3"])
        {
            try
            {
                if ((await Command.RunAsync(python, ["-c", "import jinja2, yaml"], string.Empty)).ExitCode == 0) return python;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                continue;
            }
        }

        Assert.Skip("No python3 with Jinja2 and PyYAML is here; install them with: apt-get install python3-jinja2 python3-yaml");
        throw new InvalidOperationException("A skipped test does not go on.");
    }

    /// <summary>What Python made of it.</summary>
    internal sealed class Outcome(JsonObject node)
    {
        /// <summary>A setting by its name, and what is in it by keys and positions.</summary>
        public string? Setting(params string[] path) => Follow(node["settings"], path);

        /// <summary>A variable of the process's environment.</summary>
        public string? Variable(string name) => Follow(node["environment"], [name]);

        /// <summary>What the patches add to the platform's YAML configuration.</summary>
        public string? Yaml(params string[] path) => Follow(node["yaml"], path);

        /// <summary>A patch as rendered, without white space at the ends of lines.</summary>
        public string Patch(string name)
        {
            var text = new StringBuilder();
            foreach (var line in Follow(node["patches"], [name])!.Split('\n')) text.AppendLine(line.TrimEnd());
            return text.ToString().Trim();
        }

        private static string? Follow(JsonNode? at, string[] path)
        {
            foreach (var step in path) at = at is JsonArray array ? array[int.Parse(step, null)] : at?[step];
            return at?.ToString();
        }
    }
}

/// <summary>A program that runs to its end.</summary>
internal static class Command
{
    /// <summary>Runs it, and hands back what it said.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string program, string[] arguments, string input, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
