using System.Text.Json;
using TutorPipeline.Infra.Engines;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Terraform;

public static class PlanReadingTests
{
    private static readonly StackFiles Stack = new("mysql", "{}", """{ "subnets": ["subnet-0"] }""", [], ["aws_a.one", "aws_b.two"]);

    [Theory]
    [InlineData("\"create\"", ChangeKind.Create)]
    [InlineData("\"update\"", ChangeKind.Update)]
    [InlineData("\"delete\"", ChangeKind.Delete)]
    [InlineData("\"delete\", \"create\"", ChangeKind.Replace)]
    [InlineData("\"create\", \"delete\"", ChangeKind.Replace)]
    public static void Tells_kinds_apart(string actions, ChangeKind kind) =>
        Assert.Equal(kind, Assert.Single(Read(Resource("aws_a.one", actions))).Kind);

    [Theory]
    [InlineData("managed", "\"no-op\"")]
    [InlineData("managed", "\"forget\"")]
    [InlineData("data", "\"read\"")]
    public static void Leaves_out_what_is_no_change(string mode, string actions) =>
        Assert.Empty(Read(Resource("aws_a.one", actions, mode: mode)));

    [Fact]
    public static void Keeps_the_order_of_the_stack_and_puts_what_is_gone_last()
    {
        var changes = Read(
            $"{Resource("aws_b.two", "\"create\"")}, {Resource("aws_a.gone", "\"delete\"")}, {Resource("aws_a.one", "\"create\"")}");

        Assert.Equal(["mysql/aws_a.one", "mysql/aws_b.two", "mysql/aws_a.gone"], changes.Select(change => change.Subject));
    }

    [Fact]
    public static void Never_shows_what_is_sensitive() => Assert.Equal(
        "name (sensitive), identifier (known after apply)",
        Detail("\"create\"", """ "after": {"name": "hush"}, "after_sensitive": {"name": true}, "after_unknown": {"identifier": true} """));

    [Fact]
    public static void Never_shows_a_list_with_something_sensitive_in_it() => Assert.Equal(
        "instance types (sensitive)",
        Detail("\"create\"", """ "after": {"instance_types": ["hush"]}, "after_sensitive": {"instance_types": [true]} """));

    [Fact]
    public static void Shows_the_name_tag_of_what_has_nothing_more_telling() => Assert.Equal(
        "name nat-a", Detail("\"create\"", """ "after": {"tags": {"Name": "nat-a"}} """));

    [Fact]
    public static void Shows_what_an_update_changes() => Assert.Equal(
        "instance class db.t4g.small → db.t4g.medium, password (sensitive) → (sensitive)",
        Detail(
            "\"update\"",
            """
            "before": {"instance_class": "db.t4g.small", "password": "a", "port": 3306},
            "after": {"instance_class": "db.t4g.medium", "password": "b", "port": 3306},
            "before_sensitive": {"password": true}, "after_sensitive": {"password": true}
            """));

    [Fact]
    public static void Shows_what_forces_a_replacement() => Assert.Equal(
        "forced by storage encrypted", Detail("\"delete\", \"create\"", """ "replace_paths": [["storage_encrypted"]] """));

    [Fact]
    public static void Names_the_target_after_which_an_argument_is_known()
    {
        const string Configuration =
            """
            {"root_module": {"resources": [{"address": "aws_a.one", "expressions": {
              "name": {"constant_value": "main"}, "vpc_config": [{"subnet_ids": {"references": ["var.subnets"]}}]}}]}}
            """;

        var changes = Read(
            Resource("aws_a.one", "\"create\"", """ "after": {"name": "main"} """),
            Stack with { PlaceholdersFrom = ["ProvisionNetwork"] },
            Configuration);

        Assert.Equal("name main, vpc config (known after ProvisionNetwork)", Assert.Single(changes).Detail);
    }

    [Fact]
    public static void Takes_a_plan_without_resources_for_no_change()
    {
        using var plan = JsonDocument.Parse("{}");

        Assert.Empty(PlanReading.Changes(Stack, plan.RootElement));
    }

    private static string? Detail(string actions, string more) => Assert.Single(Read(Resource("aws_a.one", actions, more))).Detail;

    private static string Resource(string address, string actions, string more = "\"after\": {}", string mode = "managed") =>
        $$"""{"address": "{{address}}", "mode": "{{mode}}", "change": {"actions": [{{actions}}], {{more}} } }""";

    private static IReadOnlyList<Change> Read(string resources, StackFiles? stack = null, string? configuration = null)
    {
        var rest = configuration is null ? string.Empty : $", \"configuration\": {configuration}";
        using var plan = JsonDocument.Parse($$"""{"resource_changes": [{{resources}}]{{rest}}}""");
        return PlanReading.Changes(stack ?? Stack, plan.RootElement);
    }
}
