using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Terraform;

/// <summary>What the real Terraform plans without any request.</summary>
public sealed class OfflinePlanTests(OfflinePlanFixture fixture)
{
    [Theory]
    [InlineData("network")]
    [InlineData("cluster-managed")]
    [InlineData("registry")]
    public async Task Lists_exactly_the_resources_of_the_stack_in_its_order(string shape)
    {
        var plan = (await fixture.PlansAsync())[shape];
        var files = OfflinePlanFixture.Files(shape);

        Assert.Equal(files.ResourceAddresses.Select(address => $"{files.Stack}/{address}"), plan.Changes!.Select(change => change.Subject));
        Assert.All(plan.Changes!, change => Assert.Equal(ChangeKind.Create, change.Kind));
    }

    [Fact]
    public async Task Says_of_each_resource_what_tells_it_from_others()
    {
        var changes = (await fixture.PlansAsync())["network"].Changes!;

        Assert.Contains(new Change(ChangeKind.Create, "network/aws_vpc.main", "cidr block 192.168.0.0/20"), changes);
        Assert.Contains(
            new Change(
                ChangeKind.Create, "network/aws_subnet.public_a", "cidr block 192.168.1.0/24, availability zone us-east-1a"), changes);
    }

    [Fact]
    public async Task Shows_no_placeholder_as_a_value()
    {
        var changes = (await fixture.PlansAsync())["cluster-managed"].Changes!;

        var cluster = Assert.Single(changes, change => change.Subject.StartsWith("cluster/aws_eks_cluster.", StringComparison.Ordinal));
        Assert.EndsWith("vpc config (known after ProvisionNetwork)", cluster.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(changes, change => change.Detail?.Contains("subnet-0", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Says_that_it_did_not_look_at_the_state()
    {
        var gap = Assert.Single((await fixture.PlansAsync())["network"].NotLookedAt);

        Assert.Equal("state of stack network", gap.What);
        Assert.Equal("there are no AWS credentials; the plan was made as if nothing existed yet", gap.Why);
    }

    [Fact]
    public async Task Saves_the_plan_for_nobody_else_to_read()
    {
        await fixture.PlansAsync();

        var plan = Path.Combine(fixture.FolderOf("network"), "plan.tfplan");
        Assert.True(new FileInfo(plan).Length > 0);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(plan));
        }
    }

    [Fact]
    public async Task Makes_no_request()
    {
        await fixture.PlansAsync();

        Assert.False(fixture.SomethingReachedOut);
    }

    [Fact]
    public async Task Reads_an_unchanged_plan_from_the_folder()
    {
        var first = (await fixture.PlansAsync())["registry"];
        var tools = new RealTools();
        var engine = new TerraformEngine(tools, new ProviderMirrors([RealTerraform.OrSkip().Mirror]));

        var again = await engine.PlanAsync(
            OfflinePlanFixture.Files("registry"), fixture.FolderOf("registry"), OfflinePlanFixture.DryRun, new NoReport(), CancellationToken.None);

        Assert.Equal(first.Changes, again.Changes);
        Assert.Equal(["version"], tools.Commands);
    }
}
