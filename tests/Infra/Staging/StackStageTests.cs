using TutorPipeline.Infra.Engines;
using TutorPipeline.Infra.Tests.Stacks;
using TutorPipeline.Infra.Tests.Terraform;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Staging;

/// <summary>How a stack is planned and applied.</summary>
public sealed class StackStageTests : IDisposable
{
    private static readonly Change NewVpc = new(ChangeKind.Create, "registry/aws_ecr_repository.openedx");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Applies_the_saved_plan_with_the_same_secrets_and_state()
    {
        var engine = new FakeEngine(FakeEngine.Plan(NewVpc));
        var secret = new Secret("s3cret-value");
        var work = new StackWork(Reference.Shapes["registry"]) { Secrets = new Dictionary<string, Secret> { ["password"] = secret } };

        await RunAsync(Stage(engine, new StackOptions(), work));

        Assert.Equal(["plan", "apply"], engine.Asked);
        Assert.All(engine.Requests, request => Assert.Equal(secret, request.Secrets["password"]));
        Assert.All(engine.Requests, request => Assert.Equal("courses-yourschool-virginia/registry/terraform.tfstate", request.StateKey));
    }

    [Fact]
    public async Task Applies_nothing_when_there_is_nothing_to_change_and_still_does_what_follows()
    {
        var engine = new FakeEngine(FakeEngine.Plan());
        var followed = 0;
        var stage = new StackStage(_ => Task.FromResult(Registry), folder.Path, engine, new StackOptions())
        {
            Afterwards = (_, _) => Task.FromResult(followed++),
        };

        await RunAsync(stage);

        Assert.Equal(["plan"], engine.Asked);
        Assert.Equal(1, followed);
    }

    [Fact]
    public async Task Refuses_a_plan_that_loses_data_and_warns_of_it_before()
    {
        var engine = new FakeEngine(FakeEngine.Plan(new Change(ChangeKind.Delete, "registry/aws_ecr_repository.openedx")));
        var report = new KeptReport();

        var refused = await Assert.ThrowsAsync<DataLossException>(() => RunAsync(Stage(engine, new StackOptions(), Registry), report));

        Assert.Equal(["registry/aws_ecr_repository.openedx"], refused.Addresses);
        Assert.Equal(["plan"], engine.Asked);
        Assert.Contains("--allow-data-loss registry/aws_ecr_repository.openedx", Assert.Single(report.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plans_nothing_really_that_rests_on_placeholders()
    {
        var engine = new FakeEngine();
        var stage = Stage(engine, new StackOptions(), new StackWork(Reference.Shapes["cluster-managed"]));

        var refused = await Assert.ThrowsAsync<UpstreamMissingException>(() => RunAsync(stage));

        Assert.Contains("ProvisionNetwork", refused.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Asked);
    }

    [Fact]
    public async Task Lists_the_typed_stack_where_there_is_no_engine()
    {
        var engine = new FakeEngine(new EnginePlan(null, []));

        var plan = await Stage(engine, new StackOptions { IsDryRun = true }, Registry).PlanAsync(new NoReport(), CancellationToken.None);

        Assert.Contains(plan.Changes, change => change.Subject == "registry/aws_ecr_repository.openedx");
    }

    private static StackWork Registry => new(Reference.Shapes["registry"]);

    private StackStage Stage(FakeEngine engine, StackOptions options, StackWork work) =>
        new(_ => Task.FromResult(work), folder.Path, engine, options);

    private static async Task RunAsync(StackStage stage, IStageReport? report = null)
    {
        var plan = await stage.PlanAsync(report ?? new NoReport(), CancellationToken.None);
        await stage.ApplyAsync(plan, report ?? new NoReport(), CancellationToken.None);
    }
}
