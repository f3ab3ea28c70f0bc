using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TutorPipeline.Provisioning.Tests;

/// <summary>A rehearsed platform whose AWS fails on demand, and whose programs can be killed.</summary>
internal sealed partial class TroubledPlatform : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly RehearsedPlatform platform = new();

    public string Root => platform.Root;

    public void Dispose() => platform.Dispose();

    public Outcome Run(params string[] arguments) => platform.Run(arguments);

    public Process Start(params string[] arguments) => platform.Start(arguments);

    public static string Words(string text) => Spaces().Replace(text, " ");

    public static void Kill(int process)
    {
        using var found = Process.GetProcessById(process);
        found.Kill();
    }

    /// <summary>The process that started another.</summary>
    public static int ParentOf(int process)
    {
        // The fourth field, counted from behind the name, which may hold anything.
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    public static bool IsRunning(int process) =>
        File.Exists($"/proc/{process}/stat") && File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart()[0] != 'Z';

    /// <summary>The Terraform that applies the network, once it does.</summary>
    public async Task<int> TerraformAsync()
    {
        var trace = Path.Combine(platform.Root, "artifacts/prod/stacks/network/last-run.json");
        var process = 0;
        await WaitUntilAsync(async () =>
        {
            try
            {
                using var document = JsonDocument.Parse(await File.ReadAllTextAsync(trace));
                process = document.RootElement.GetProperty("process").GetInt32();
                return document.RootElement.GetProperty("command").GetString() == "apply";
            }
            catch (Exception exception) when (exception is IOException or JsonException)
            {
                return false;
            }
        });
        return process;
    }

    /// <summary>How many of a kind AWS has.</summary>
    public async Task<int> CountAsync(string kind)
    {
        using var aws = new StandInForAws(platform.Aws);
        return await aws.CountAsync(kind);
    }

    /// <summary>Lets AWS fail the next calls of an action.</summary>
    public async Task FailAsync(string service, string action, string status, int times)
    {
        using var client = new HttpClient();
        object kind = int.TryParse(status, CultureInfo.InvariantCulture, out var number) ? number : status;
        var fault = new Dictionary<string, object> { ["service"] = service, ["action"] = action, ["status"] = kind, ["times"] = times };

        // Text has a length, which Python's servers insist on.
        using var body = new StringContent(JsonSerializer.Serialize(fault), Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(platform.Aws, "/rehearsal/faults"), body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task ForgetFaultsAsync()
    {
        using var client = new HttpClient();
        (await client.DeleteAsync(new Uri(platform.Aws, "/rehearsal/faults"))).Dispose();
    }

    public static async Task WaitUntilAsync(Func<Task<bool>> isSo)
    {
        for (var waited = Stopwatch.StartNew(); !await isSo(); await Task.Delay(200))
        {
            Assert.True(waited.Elapsed < Patience, "What the test waits for did not come.");
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("--unlock ([0-9a-f-]{36})")]
    public static partial Regex LockId();

    [GeneratedRegex(@"(?<=--import )network/\S+=\S+[^.\s]")]
    public static partial Regex Import();
}
