using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TutorPipeline.Provisioning.Tests;

/// <summary>What goes wrong ends in one clear message, and the next run continues.</summary>
public sealed partial class Troubles : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly RehearsedPlatform platform;

    public Troubles()
    {
        Tools.OrSkip();
        platform = new RehearsedPlatform();
    }

    public void Dispose() => platform.Dispose();

    [Fact]
    public async Task Expired_credentials_are_told_before_anything_is_changed()
    {
        await FailAsync("sts", "GetCallerIdentity", "expired", 1);

        var outcome = platform.Run("ProvisionNetwork", "--env", "prod");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(
            "PrepareState: AWS cannot be asked: the AWS credentials have expired. Nothing was changed. To go on, get new ones",
            outcome.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_aws_that_fails_or_throttles_is_named_and_the_next_run_continues()
    {
        await FailAsync("ec2", "CreateInternetGateway", "500", 50);
        var failed = platform.Run("ProvisionNetwork", "--env", "prod");
        await ForgetFaultsAsync();
        await FailAsync("ec2", "AllocateAddress", "throttle", 50);
        var throttled = platform.Run("ProvisionNetwork", "--env", "prod");
        await ForgetFaultsAsync();

        var mended = platform.Run("ProvisionNetwork", "--env", "prod");

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("ProvisionNetwork: 'terraform apply' of the stack network failed", failed.Output, StringComparison.Ordinal);
        Assert.Equal(1, throttled.ExitCode);
        Assert.Contains("AWS throttles the requests of this account", throttled.Output, StringComparison.Ordinal);
        Assert.True(mended.ExitCode == 0, mended.All);
        Assert.DoesNotContain("create  network/aws_vpc.main", mended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_terraform_leaves_a_lock_and_resources_that_are_found_and_taken_over()
    {
        await FailAsync("ec2", "CreateNatGateway", "hang", 1);
        using var first = platform.Start("ProvisionNetwork", "--env", "prod");
        var output = first.StandardOutput.ReadToEndAsync();
        var terraform = await TerraformAsync();
        await WaitUntilAsync(async () => await CountAsync("RouteTable") >= 5);

        var meanwhile = platform.Run("ProvisionNetwork", "--env", "prod");
        Kill(terraform);
        await first.WaitForExitAsync();
        await ForgetFaultsAsync();

        Assert.Equal(1, meanwhile.ExitCode);
        Assert.Contains("on this machine, which still works. Wait until it has ended.", Words(meanwhile.Output), StringComparison.Ordinal);
        Assert.Equal(1, first.ExitCode);
        Assert.Contains("'terraform apply' of the stack network was killed (SIGKILL)", Words(await output), StringComparison.Ordinal);

        var locked = Words(platform.Run("ProvisionNetwork", "--env", "prod").Output);
        Assert.Contains("which has ended without releasing it. Run the target again with --unlock", locked, StringComparison.Ordinal);

        var unlocked = platform.Run("ProvisionNetwork", "--env", "prod", "--unlock", LockId().Match(locked).Groups[1].Value);
        Assert.Equal(1, unlocked.ExitCode);
        Assert.Contains("was cut off and left", Words(unlocked.Output), StringComparison.Ordinal);
        var imports = Import().Matches(Words(unlocked.Output)).Select(m => m.Value).Distinct().ToArray();
        Assert.Contains(imports, import => import.StartsWith("network/aws_vpc.main=vpc-", StringComparison.Ordinal));

        var vpcs = await CountAsync("Vpc");
        var continued = platform.Run(["ProvisionNetwork", "--env", "prod", .. imports.SelectMany(import => new[] { "--import", import })]);
        Assert.True(continued.ExitCode == 0, continued.All);
        Assert.Equal(vpcs, await CountAsync("Vpc"));
    }

    private static string Words(string text) => Spaces().Replace(text, " ");

    private static void Kill(int process)
    {
        using var found = Process.GetProcessById(process);
        found.Kill();
    }

    private async Task<int> TerraformAsync()
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

    private async Task<int> CountAsync(string kind)
    {
        using var aws = new StandInForAws(platform.Aws);
        return await aws.CountAsync(kind);
    }

    private async Task FailAsync(string service, string action, string status, int times)
    {
        using var client = new HttpClient();
        object kind = int.TryParse(status, CultureInfo.InvariantCulture, out var number) ? number : status;
        var fault = new Dictionary<string, object> { ["service"] = service, ["action"] = action, ["status"] = kind, ["times"] = times };

        // Text has a length, which Python's servers insist on.
        using var body = new StringContent(JsonSerializer.Serialize(fault), Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(platform.Aws, "/rehearsal/faults"), body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task ForgetFaultsAsync()
    {
        using var client = new HttpClient();
        (await client.DeleteAsync(new Uri(platform.Aws, "/rehearsal/faults"))).Dispose();
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> isSo)
    {
        for (var waited = Stopwatch.StartNew(); !await isSo(); await Task.Delay(200))
        {
            Assert.True(waited.Elapsed < Patience, "What the test waits for did not come.");
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("--unlock ([0-9a-f-]{36})")]
    private static partial Regex LockId();

    [GeneratedRegex(@"(?<=--import )network/\S+=\S+[^.\s]")]
    private static partial Regex Import();
}
