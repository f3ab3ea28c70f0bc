using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Model;
using TutorPipeline.Infra.Tests.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Emission;

public static class TerraformJsonTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public static void A_lone_reference_is_a_lone_template_so_that_it_keeps_its_type()
    {
        var first = new Box("first");

        Assert.Equal("""{"labels":"${test_box.first.labels}"}""", Arguments(first, new Box("second") { Labels = first.Labels }));
    }

    [Fact]
    public static void Text_with_references_is_a_template()
    {
        var first = new Box("first");

        Assert.Equal(
            """{"name":"a-${test_box.first.id}-b"}""", Arguments(first, new Box("second") { Name = Value.Format($"a-{first.Id}-b") }));
    }

    [Theory]
    [InlineData("${aws:username}", "$${aws:username}")]
    [InlineData("%{if}", "%%{if}")]
    [InlineData("$${x}", "$$${x}")]
    [InlineData("cost $5 100%", "cost $5 100%")]
    public static void Literals_mean_themselves(string literal, string written) =>
        Assert.Equal($$"""{"name":"{{written}}"}""", Arguments(new Box("first"), new Box("second") { Name = literal }));

    [Fact]
    public static void A_dollar_before_a_reference_does_not_turn_it_into_an_escape()
    {
        var first = new Box("first");

        Assert.Equal(
            """{"name":"a${\"$$\"}${test_box.first.id}"}""", Arguments(first, new Box("second") { Name = Value.Format($"a$${first.Id}") }));
    }

    [Fact]
    public static void Keys_of_maps_are_escaped_and_a_comment_key_stays_a_key() =>
        Assert.Equal(
            """{"tags":{"tutorpipeline/address":"sample/test_box.second","$${k}":"v","//":"w"}}""",
            Arguments(new Box("first"), new Box("second") { Tags = new() { ["${k}"] = "v", ["//"] = "w" } }, tags: true));

    [Fact]
    public static void Numbers_and_truth_values_are_not_texts() =>
        Assert.Equal("""{"size":20,"open":false}""", Arguments(new Box("first"), new Box("second") { Size = 20, Open = false }));

    [Fact]
    public static void Null_and_no_blocks_are_absent() =>
        Assert.Equal(
            """{"labels":[]}""", Arguments(new Box("first"), new Box("second") { Name = null!, Lid = null, Flap = [], Labels = [] }));

    [Fact]
    public static void The_only_block_of_a_kind_is_an_object_and_repeatable_ones_are_an_array() =>
        Assert.Equal(
            """{"lid":{"colour":"red"},"flap":[{"colour":"blue"}]}""",
            Arguments(new Box("first"), new Box("second") { Lid = new() { Colour = "red" }, Flap = [new() { Colour = "blue" }] }));

    [Fact]
    public static void An_item_of_a_set_is_taken_from_its_list()
    {
        var first = new Box("first");

        Assert.Equal(
            """{"name":"${tolist(test_box.first.serials)[0]}"}""", Arguments(first, new Box("second") { Name = first.Serials[0] }));
    }

    [Fact]
    public static void A_value_of_an_unknown_map_is_taken_by_its_key()
    {
        var first = new Box("first");

        Assert.Equal(
            """{"name":"${test_box.first.tags[\"a\\\"b\"]}"}""", Arguments(first, new Box("second") { Name = first.Tags["a\"b"] }));
    }

    [Fact]
    public static void Providers_dependencies_and_lifecycle_are_plain_words()
    {
        var first = new Box("first");
        var stack = SampleStack.Of(builder =>
        {
            var virginia = builder.In("virginia", "us-east-1");
            builder.Add(first);
            builder.Add(new Box("second")
            {
                Provider = virginia,
                DependsOn = [first],
                Lifecycle = new()
                {
                    PreventDestroy = true,
                    CreateBeforeDestroy = true,
                    IgnoreChanges = ["name"],
                    ReplaceTriggeredBy = [first],
                },
            });
            builder.Add(new Box("third") { Lifecycle = new() { IgnoreAllChanges = true } });
        });

        var boxes = Emitted(stack)["resource"]!["test_box"]!;
        Assert.Equal(
            """{"tags":{"Name":"ns-second","tutorpipeline/address":"sample/test_box.second"},"provider":"aws.virginia","depends_on":["test_box.first"],"lifecycle":"""
            + """{"prevent_destroy":true,"create_before_destroy":true,"ignore_changes":["name"],"""
            + "\"replace_triggered_by\":[\"test_box.first\"]}}",
            boxes["second"]!.ToJsonString());
        Assert.Equal("all", boxes["third"]!["lifecycle"]!["ignore_changes"]!.GetValue<string>());
    }

    [Fact]
    public static void Empty_containers_are_left_out() =>
        Assert.Equal(["terraform", "provider"], Emitted(SampleStack.Of())!.AsObject().Select(member => member.Key));

    [Fact]
    public static void Pins_the_versions_the_account_and_the_tags()
    {
        var main = Emitted(SampleStack.Of(stack => stack.In("virginia", "us-east-1")));

        Assert.Equal(
            """{"required_version":">= 1.11","required_providers":{"aws":{"source":"hashicorp/aws","version":"~> 5.100"}}}""",
            main["terraform"]!.ToJsonString(Readable));
        Assert.Equal(
            """{"region":"us-east-1","allowed_account_ids":["123456789012"],"default_tags":{"tags":{"Platform":"yourschool"}}}""",
            main["provider"]!["aws"]![0]!.ToJsonString());
        Assert.Equal("virginia", main["provider"]!["aws"]![1]!["alias"]!.GetValue<string>());
    }

    [Fact]
    public static void Names_of_resources_come_from_the_namespace_unless_the_author_gave_one()
    {
        var boxes = Emitted(SampleStack.Of(
            new Box("main"), new Box("side_a"), new Box("own") { Tags = new() { ["Name"] = "mine" } }))["resource"]!["test_box"]!;

        Assert.Equal("ns", boxes["main"]!["tags"]!["Name"]!.GetValue<string>());
        Assert.Equal("ns-side-a", boxes["side_a"]!["tags"]!["Name"]!.GetValue<string>());
        Assert.Equal("mine", boxes["own"]!["tags"]!["Name"]!.GetValue<string>());
    }

    [Fact]
    public static void Has_no_byte_order_mark_and_unix_line_ends()
    {
        var files = TerraformJson.Emit(SampleStack.Of(new Box("main")));

        Assert.StartsWith("{\n  \"terraform\"", files.MainJson, StringComparison.Ordinal);
        Assert.EndsWith("}\n", files.MainJson, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', files.MainJson);
        Assert.Equal("{}\n", files.InputsJson);
        Assert.Equal(["test_box.main"], files.ResourceAddresses);
    }

    [Fact]
    public static void A_policy_is_compact_json_with_its_references_and_escapes()
    {
        var first = new Box("first");
        var policy = Document.Map(
            ("Statement", Document.List(
                Document.Map(("Resource", Value.Format($"{first.Id}/*")), ("User", "${aws:username} \"x\""), ("Max", 3)))), ("Ok", true));

        Assert.Equal(
            """{"Statement":[{"Resource":"${test_box.first.id}/*","User":"$${aws:username} \"x\"","Max":3}],"Ok":true}""",
            JsonNode.Parse(Arguments(first, new Box("second") { Name = policy }))!["name"]!.GetValue<string>());
    }

    private static JsonNode Emitted(StackDefinition stack) => JsonNode.Parse(TerraformJson.Emit(stack).MainJson)!;

    private static string Arguments(Box first, Box second, bool tags = false)
    {
        var box = Emitted(SampleStack.Of(first, second))["resource"]!["test_box"]!["second"]!.AsObject();
        (tags ? box["tags"]!.AsObject() : box).Remove(tags ? "Name" : "tags");
        return box.ToJsonString(Readable);
    }
}
