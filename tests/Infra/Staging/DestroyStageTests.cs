using System.Text.Json;
using TutorPipeline.Infra.Engines;
using TutorPipeline.Infra.Engines.State;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Tests.Stacks;
using TutorPipeline.Infra.Tests.Terraform;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Staging;

/// <summary>How a stack ends.</summary>
public sealed class DestroyStageTests : IDisposable
{
    private const string Repository = "aws_ecr_repository.openedx";

    private static readonly EnginePlan Deletion = FakeEngine.Plan(new Change(ChangeKind.Delete, $"registry/{Repository}"));

    private static readonly EnginePlan Lifting = FakeEngine.Plan(new Change(ChangeKind.Update, $"registry/{Repository}"));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Lifts_protection_of_what_exists_and_then_deletes_what_was_shown()
    {
        var engine = new FakeEngine(Deletion, Lifting, Deletion);

        await RunAsync(Stage(engine, Protected(Repository, "aws_ecr_repository.backup")));

        Assert.Equal(["plan -destroy", $"plan -target={Repository}", "apply", "plan -destroy", "apply"], engine.Asked);
    }

    [Fact]
    public async Task Lifts_nothing_where_nothing_protected_exists()
    {
        var engine = new FakeEngine(Deletion, Deletion);

        await RunAsync(Stage(engine, Protected("aws_ecr_repository.backup")));

        Assert.Equal(["plan -destroy", "plan -destroy", "apply"], engine.Asked);
    }

    [Fact]
    public async Task Leaves_what_is_kept_by_applying_the_rest_of_the_stack()
    {
        var engine = new FakeEngine(Deletion, Deletion);

        await RunAsync(Stage(engine, new StackEnd(Registry, [], Kept: Registry)));

        Assert.Equal(["plan", "plan", "apply"], engine.Asked);
    }

    [Fact]
    public async Task Does_nothing_where_nothing_is_left()
    {
        var engine = new FakeEngine(FakeEngine.Plan());

        await RunAsync(Stage(engine, Protected(Repository)));

        Assert.Equal(["plan -destroy"], engine.Asked);
    }

    [Fact]
    public async Task Deletes_nothing_but_what_was_shown()
    {
        var more = FakeEngine.Plan([.. Deletion.Changes!, new Change(ChangeKind.Delete, "registry/aws_ecr_repository.late")]);
        var engine = new FakeEngine(Deletion, more);

        await Assert.ThrowsAsync<PlanExpiredException>(() => RunAsync(Stage(engine, Protected())));

        Assert.DoesNotContain("apply", engine.Asked);
    }

    [Fact]
    public async Task Refuses_to_make_anything_in_order_to_delete()
    {
        var engine = new FakeEngine(Deletion, FakeEngine.Plan(new Change(ChangeKind.Create, "registry/aws_kms_key.images")));

        var refused = await Assert.ThrowsAsync<LiftingException>(() => RunAsync(Stage(engine, Protected(Repository))));

        Assert.Contains("that would also create registry/aws_kms_key.images", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("apply", engine.Asked);
    }

    [Fact]
    public async Task Waits_for_no_one_but_says_who_still_stands_on_it()
    {
        var engine = new FakeEngine(Deletion);
        var stage = new DestroyStage(
            _ => Task.FromResult(Protected()), folder.Path, engine, Confirmed, (_, _) => Task.FromResult<StackState?>(null))
        {
            UsedBy = _ => Task.FromResult<IReadOnlyList<string>>(["cluster", "mysql"]),
        };

        var refused = await Assert.ThrowsAsync<StackInUseException>(() => RunAsync(stage));

        Assert.StartsWith("The stack registry cannot be deleted yet: cluster, mysql still use it.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["plan -destroy"], engine.Asked);
    }

    private static StackOptions Confirmed => new() { Destroys = true, Guard = new DataGuard([]) { AllowsAll = true } };

    private static StackWork Registry => new(Reference.Shapes["registry"]);

    private static StackEnd Protected(params string[] addresses) => new(Registry, addresses);

    private DestroyStage Stage(FakeEngine engine, StackEnd end) => new(
        _ => Task.FromResult(end), folder.Path, engine, Confirmed,
        (_, _) => Task.FromResult<StackState?>(
            new StackState(1, new Dictionary<string, JsonElement>(), [new RecordedResource(Repository, "openedx", null)])));

    private static async Task RunAsync(DestroyStage stage)
    {
        var plan = await stage.PlanAsync(new NoReport(), CancellationToken.None);
        await stage.ApplyAsync(plan, new NoReport(), CancellationToken.None);
    }
}
