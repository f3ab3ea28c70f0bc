using System.Runtime.CompilerServices;
using TutorPipeline.Infra.Engines.Terraform;
using Xunit;

namespace TutorPipeline.Infra.Tests.Terraform;

/// <summary>Against what Terraform 1.11.4 really printed, kept in Recorded/.</summary>
public static class ErrorTests
{
    [Theory]
    [InlineData("provider-not-in-mirror", "init", typeof(ProviderNotAvailableException))]
    [InlineData("registry-not-reachable", "init", typeof(ProviderNotAvailableException))]
    [InlineData("not-initialised", "plan", typeof(ProviderNotAvailableException))]
    [InlineData("invalid-argument", "plan", typeof(ConfigurationRefusedException))]
    [InlineData("malformed-json", "plan", typeof(ConfigurationRefusedException))]
    [InlineData("no-credentials", "plan", typeof(NoCredentialsException))]
    [InlineData("state-locked", "plan", typeof(StateLockedException))]
    [InlineData("state-bucket-missing", "init", typeof(StateBucketMissingException))]
    [InlineData("plan-stale", "apply", typeof(PlanStaleException))]
    public static void Knows_what_terraform_prints(string recording, string command, Type expected) =>
        Assert.IsType(expected, Classify(command, Recorded(recording)));

    [Theory]
    [InlineData("Error: writing plan.tfplan: write plan.tfplan: no space left on device", typeof(DiskFullException))]
    [InlineData("api error ExpiredToken: The security token included in the request is expired", typeof(CredentialsExpiredException))]
    [InlineData("Error: creating VPC: operation error EC2: CreateVpc, api error UnauthorizedOperation", typeof(AccessDeniedException))]
    [InlineData("operation error EC2: DescribeVpcs, api error RequestLimitExceeded: slow down", typeof(ThrottledException))]
    [InlineData("Error: creating VPC: operation error EC2\n\n  on main.tf.json line 3, in resource", typeof(TerraformFailedException))]
    [InlineData("panic: runtime error", typeof(TerraformFailedException))]
    public static void Knows_what_aws_and_the_system_say(string error, Type expected) => Assert.IsType(expected, Classify("plan", error));

    [Fact]
    public static void Names_file_and_line_of_a_refused_configuration()
    {
        var refused = Assert.IsType<ConfigurationRefusedException>(Classify("plan", Recorded("invalid-argument")));

        Assert.Equal(("main.tf.json", 32), (refused.File, refused.Line));
        Assert.Equal(
            """
            'terraform plan' of the stack network refused the generated configuration at main.tf.json, line 32:
              Extraneous JSON object property
              
                on main.tf.json line 32, in resource.aws_vpc.main:
                32:         "cidr_blok": "192.168.0.0/20",
              
              No argument or block type is named "cidr_blok". Did you mean "cidr_block"?

            """
            + "A setting of the environment leads to this: compare it with the message, mend it, and plan again. "
            + "If no setting is wrong, the stack itself is; please report it with this message.",
            refused.Message);
    }

    [Fact]
    public static void Names_who_holds_a_lock_and_since_when()
    {
        var locked = Assert.IsType<StateLockedException>(Classify("plan", Recorded("state-locked")));

        Assert.Equal(
            "'terraform plan' of the stack network was refused: ops@laptop has held the lock of its state since "
            + "2026-11-23 05:41:11.992673279 +0000 UTC (OperationTypeApply, lock 36725383-3608-1326-73d6-b08decf6cc33). "
            + "Wait until that run has ended. If it is certain that it no longer runs, run the target again with "
            + "--unlock 36725383-3608-1326-73d6-b08decf6cc33.",
            locked.Message);
    }

    [Fact]
    public static void Knows_when_the_holder_of_a_lock_still_works_on_this_machine()
    {
        var alive = new LastRun("laptop", 123, DateTimeOffset.UnixEpoch, "apply", IsAlive: true);

        Assert.EndsWith(
            "It is process 123 on this machine, which still works. Wait until it has ended.",
            TerraformErrors.Classify(new("terraform", "network", ["plan"]), 1, Recorded("state-locked"), alive).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public static void Knows_when_the_holder_of_a_lock_has_provably_ended()
    {
        var lockOfThisMachine = Recorded("state-locked").Replace("ops@laptop", $"ops@{Environment.MachineName}", StringComparison.Ordinal);
        var dead = new LastRun(Environment.MachineName, 123, DateTimeOffset.UnixEpoch, "apply", IsAlive: false);

        Assert.EndsWith(
            "That was process 123 on this machine, which has ended without releasing it. Run the target again with "
            + "--unlock 36725383-3608-1326-73d6-b08decf6cc33.",
            TerraformErrors.Classify(new("terraform", "network", ["plan"]), 1, lockOfThisMachine, dead).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public static void Says_what_to_do_without_credentials() => Assert.Equal(
        "'terraform plan' of the stack network failed: there are no AWS credentials. Run 'aws sso login' and set AWS_PROFILE, "
        + "or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and run the target again.",
        Classify("plan", Recorded("no-credentials")).Message);

    [Fact]
    public static void Says_what_to_do_with_a_stale_plan() => Assert.Equal(
        "'terraform apply' of the stack network was refused: the state of the stack changed after the plan was made, and only what was "
        + "shown is carried out. Plan again and read the new plan.",
        Classify("apply", Recorded("plan-stale")).Message);

    [Fact]
    public static void Names_the_missing_bucket() => Assert.Equal(
        "courses-state", Assert.IsType<StateBucketMissingException>(Classify("init", Recorded("state-bucket-missing"))).Bucket);

    [Fact]
    public static void Names_the_denied_action() => Assert.Equal(
        "eks:CreateCluster",
        Assert.IsType<AccessDeniedException>(Classify(
            "apply",
            "api error AccessDeniedException: User: arn:aws:iam::123456789012:user/ci is not\nauthorized to perform: eks:CreateCluster"))
            .Action);

    [Fact]
    public static void Tells_how_to_get_the_provider() => Assert.Contains(
        "run 'terraform providers mirror ~/.terraform.d/plugins' on a machine with internet, in a folder that requires hashicorp/aws "
        + "~> 5.100",
        Classify("init", Recorded("registry-not-reachable")).Message,
        StringComparison.Ordinal);

    [Fact]
    public static void Shows_all_of_what_it_does_not_know() => Assert.Equal(
        "'terraform plan' of the stack network failed with exit code 1:\n  panic: runtime error\n"
        + "Mend what the message names and run the target again.",
        Classify("plan", "panic: runtime error\n").Message);

    private static TerraformException Classify(string command, string error) =>
        TerraformErrors.Classify(new TerraformCommand("terraform", "network", [command, "-no-color"]), 1, error);

    private static string Recorded(string name, [CallerFilePath] string caller = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(caller)!, "Recorded", $"{name}.txt"));
}
