using System.Text.Json.Nodes;
using TutorPipeline.Infra.Engines;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Tests.Stacks;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Terraform;

/// <summary>What the engine asks of Terraform and makes of its answers.</summary>
public sealed class EngineTests : IDisposable
{
    private const string OneVpc =
        """
        {"resource_changes": [{"address": "aws_vpc.main", "mode": "managed",
          "change": {"actions": ["create"], "before": null, "after": {"cidr_block": "10.0.0.0/16"}, "after_unknown": {}}}]}
        """;

    private const string Provider = ".terraform/providers/registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64";

    private static readonly StackFiles Files = TerraformJson.Emit(Reference.Shapes["network"]);

    private static readonly PlanRequest DryRun = new("123456789012", "courses/network/terraform.tfstate") { IsDryRun = true };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Leaves_the_word_to_the_typed_stack_where_there_is_no_terraform()
    {
        var plan = await PlanAsync(new FakeTools(_ => throw new InvalidOperationException("nothing is run")));

        Assert.Null(plan.Changes);
        Assert.Equal(
            [
                ("plan of stack network by Terraform", "neither terraform nor tofu is on PATH"),
                ("state of stack network", "there are no AWS credentials; the plan was made as if nothing existed yet"),
            ],
            plan.NotLookedAt.Select(gap => (gap.What, gap.Why)));
    }

    [Fact]
    public async Task Leaves_the_word_to_the_typed_stack_where_the_provider_is_missing_and_asks_the_registry_once()
    {
        const string Missing = "Error: Failed to query available provider packages";
        var tools = Terraform(invocation => invocation.Arguments[0] == "init" ? (1, "", Missing) : (0, OneVpc, ""));
        var engine = new TerraformEngine(tools, new ProviderMirrors([]));

        var first = await PlanAsync(engine);
        var second = await PlanAsync(engine);

        Assert.Null(first.Changes);
        Assert.Equal("the AWS provider is neither in a local folder nor to be had from the registry", first.NotLookedAt[0].Why);
        Assert.Contains("terraform providers mirror", first.NotLookedAt[0].HowToGet, StringComparison.Ordinal);
        Assert.Equal(first.NotLookedAt, second.NotLookedAt);
        Assert.Equal(["version", "init"], tools.Commands);
    }

    [Fact]
    public async Task Plans_without_refresh_and_lock_and_reads_the_saved_plan()
    {
        var tools = Terraform(_ => (0, OneVpc, ""));

        var plan = await PlanAsync(tools);

        Assert.Equal([new Change(ChangeKind.Create, "network/aws_vpc.main", "cidr block 10.0.0.0/16")], plan.Changes);
        Assert.Equal(
            [
                "version -json",
                "init -input=false -no-color -backend=false",
                "plan -input=false -no-color -refresh=false -lock=false -out=plan.tfplan",
                "show -json -no-color plan.tfplan",
            ],
            tools.Asked.Select(invocation => string.Join(' ', invocation.Arguments)));
        Assert.All(tools.Asked.Skip(1), invocation => Assert.Equal(folder.Path, invocation.WorkingDirectory));
    }

    [Fact]
    public async Task Plans_again_only_when_the_files_changed_and_initializes_only_once()
    {
        var tools = Terraform(_ => (0, OneVpc, ""));
        await PlanAsync(tools);

        var engine = new TerraformEngine(tools, new ProviderMirrors([]));
        var kept = await PlanAsync(engine);
        await engine.PlanAsync(Files with { InputsJson = "{ }\n" }, folder.Path, DryRun, new NoReport(), CancellationToken.None);

        Assert.Equal("network/aws_vpc.main", Assert.Single(kept.Changes!).Subject);
        Assert.Equal(["version", "init", "plan", "show", "version", "plan", "show"], tools.Commands);
    }

    [Fact]
    public async Task Initializes_again_when_the_provider_is_gone()
    {
        var tools = Terraform(_ => (0, OneVpc, ""));
        await PlanAsync(tools);
        Directory.Delete(folder[Provider]);
        File.Delete(folder["offline-plan.json"]);

        await PlanAsync(tools);

        Assert.Equal(["version", "init", "plan", "show", "version", "init", "plan", "show"], tools.Commands);
    }

    [Fact]
    public async Task Plans_anew_when_what_was_kept_is_half_a_file()
    {
        var tools = Terraform(_ => (0, OneVpc, ""));
        await PlanAsync(tools);
        await File.WriteAllTextAsync(folder["offline-plan.json"], "{ \"Stamp\": \"");

        Assert.NotNull((await PlanAsync(tools)).Changes);
        Assert.Equal(2, tools.Commands.Count(command => command == "plan"));
    }

    [Fact]
    public async Task Passes_on_that_the_configuration_was_refused()
    {
        var tools = Terraform(i => i.Arguments[0] == "plan" ? (1, "", "Error: bad\n\n  on main.tf.json line 7:\n") : (0, "", ""));

        var refused = await Assert.ThrowsAsync<ConfigurationRefusedException>(() => PlanAsync(tools));

        Assert.Equal(7, refused.Line);
    }

    [Fact]
    public async Task Depends_on_nothing_of_the_persons_own_settings()
    {
        var tools = Terraform(_ => (0, OneVpc, ""));

        await PlanAsync(tools);

        var variables = tools.Asked[^1].Environment;
        Assert.Equal(folder["terraform.tfrc"], variables["TF_CLI_CONFIG_FILE"]);
        Assert.Equal(("1", "0", "1"), (variables["TF_IN_AUTOMATION"], variables["TF_INPUT"], variables["CHECKPOINT_DISABLE"]));
        Assert.Null(variables["AWS_PROFILE"]);
        Assert.Null(variables["TF_CLI_ARGS_plan"]);
        Assert.Equal(string.Empty, await File.ReadAllTextAsync(variables["AWS_CONFIG_FILE"]!));
    }

    [Fact]
    public async Task Gives_every_provider_of_the_stack_keys_that_open_nothing()
    {
        var main = JsonNode.Parse(Files.MainJson)!;
        main["provider"]!["aws"]!.AsArray().Add(new JsonObject { ["alias"] = "virginia", ["region"] = "us-east-1" });
        var engine = new TerraformEngine(Terraform(_ => (0, OneVpc, "")), new ProviderMirrors([]));

        await PlanAsync(engine, Files with { MainJson = main.ToJsonString() });

        var providers = JsonNode.Parse(await File.ReadAllTextAsync(folder["offline_override.tf.json"]))!["provider"]!["aws"]!.AsArray();
        Assert.Equal([null, "virginia"], providers.Select(provider => (string?)provider!["alias"]));
        Assert.All(providers, provider => Assert.Equal("offline", (string?)provider!["access_key"]));
    }

    private static FakeTools Terraform(Func<ToolInvocation, (int ExitCode, string Output, string Error)> answer) => new(
        invocation =>
        {
            if (invocation.Arguments[0] == "init")
            {
                Directory.CreateDirectory(Path.Combine(invocation.WorkingDirectory!, Provider));
            }

            return invocation.Arguments[0] == "version" ? FakeTools.Version("1.11.4") : answer(invocation);
        },
        "terraform");

    private async Task<EnginePlan> PlanAsync(FakeTools tools)
    {
        var engine = new TerraformEngine(tools, new ProviderMirrors([]));
        return await PlanAsync(engine);
    }

    private Task<EnginePlan> PlanAsync(TerraformEngine engine, StackFiles? files = null) =>
        engine.PlanAsync(files ?? Files, folder.Path, DryRun, new NoReport(), CancellationToken.None);
}
