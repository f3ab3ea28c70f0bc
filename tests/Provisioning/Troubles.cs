using static TutorPipeline.Provisioning.Tests.TroubledPlatform;

namespace TutorPipeline.Provisioning.Tests;

/// <summary>What goes wrong ends in one clear message, and the next run continues.</summary>
public sealed class Troubles : IDisposable
{
    private readonly TroubledPlatform platform;

    public Troubles()
    {
        Tools.OrSkip();
        platform = new TroubledPlatform();
    }

    public void Dispose() => platform.Dispose();

    [Fact]
    public async Task Expired_credentials_are_told_before_anything_is_changed()
    {
        await platform.FailAsync("sts", "GetCallerIdentity", "expired", 1);

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
        await platform.FailAsync("ec2", "CreateInternetGateway", "500", 50);
        var failed = platform.Run("ProvisionNetwork", "--env", "prod");
        await platform.ForgetFaultsAsync();
        await platform.FailAsync("ec2", "AllocateAddress", "throttle", 50);
        var throttled = platform.Run("ProvisionNetwork", "--env", "prod");
        await platform.ForgetFaultsAsync();

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
        await platform.FailAsync("ec2", "CreateNatGateway", "hang", 1);
        using var first = platform.Start("ProvisionNetwork", "--env", "prod");
        var output = first.StandardOutput.ReadToEndAsync();
        var terraform = await platform.TerraformAsync();
        await WaitUntilAsync(async () => await platform.CountAsync("RouteTable") >= 5);

        var meanwhile = platform.Run("ProvisionNetwork", "--env", "prod");
        Kill(terraform);
        await first.WaitForExitAsync();
        await platform.ForgetFaultsAsync();

        Assert.Equal(1, meanwhile.ExitCode);
        Assert.Contains("on this machine, which still works. Wait until it has ended.", Words(meanwhile.Output), StringComparison.Ordinal);
        Assert.Equal(1, first.ExitCode);
        Assert.Contains("'terraform apply' of the stack network was killed (SIGKILL)", Words(await output), StringComparison.Ordinal);
        await IsContinuedAsync();
    }

    [Fact]
    public async Task A_killed_pipeline_leaves_what_the_next_run_finds_and_takes_over()
    {
        await platform.FailAsync("ec2", "CreateNatGateway", "hang", 1);
        using var first = platform.Start("ProvisionNetwork", "--env", "prod");
        var terraform = await platform.TerraformAsync();
        await WaitUntilAsync(async () => await platform.CountAsync("RouteTable") >= 5);

        // Terraform is not told; it ends when it next says something, because nobody reads that any more.
        Kill(ParentOf(terraform));
        await first.WaitForExitAsync();
        await WaitUntilAsync(() => Task.FromResult(!IsRunning(terraform)));
        await platform.ForgetFaultsAsync();

        await IsContinuedAsync();
    }

    [Fact]
    public void A_full_disk_is_named_and_the_next_run_continues()
    {
        using (var disk = SmallDisk.MountOrSkip(Path.Combine(platform.Root, "artifacts"), kibibytes: 40))
        {
            var full = platform.Run("ProvisionNetwork", "--env", "prod");

            Assert.Equal(1, full.ExitCode);
            Assert.True(Words(full.Output).Contains("The disk is full: No space left on device", StringComparison.Ordinal), full.All);
        }

        var mended = platform.Run("ProvisionNetwork", "--env", "prod");
        Assert.True(mended.ExitCode == 0, mended.All);
    }

    private async Task IsContinuedAsync()
    {
        var locked = Words(platform.Run("ProvisionNetwork", "--env", "prod").Output);
        Assert.True(locked.Contains("which has ended without releasing it. Run the target again with --unlock", StringComparison.Ordinal), locked);

        var unlocked = platform.Run("ProvisionNetwork", "--env", "prod", "--unlock", LockId().Match(locked).Groups[1].Value);
        Assert.Equal(1, unlocked.ExitCode);
        Assert.Contains("was cut off and left", Words(unlocked.Output), StringComparison.Ordinal);
        var imports = Import().Matches(Words(unlocked.Output)).Select(m => m.Value).Distinct().ToArray();
        Assert.Contains(imports, import => import.StartsWith("network/aws_vpc.main=vpc-", StringComparison.Ordinal));

        var vpcs = await platform.CountAsync("Vpc");
        var continued = platform.Run(["ProvisionNetwork", "--env", "prod", .. imports.SelectMany(import => new[] { "--import", import })]);
        Assert.True(continued.ExitCode == 0, continued.All);
        Assert.Equal(vpcs, await platform.CountAsync("Vpc"));
    }
}
