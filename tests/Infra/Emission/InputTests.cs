using System.Text.Json.Nodes;
using TutorPipeline.Infra.Engines;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Model;
using TutorPipeline.Infra.Tests.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Emission;

public static class InputTests
{
    private sealed record Shelf(string Id, IReadOnlyList<string> Rows);

    [Fact]
    public static void The_resources_are_the_same_bytes_whether_inputs_are_real_or_placeholders()
    {
        var real = Emit(new(new("shelf-1", ["a", "b"])));
        var placeholder = Emit(new(new("shelf-00000000", ["x"]), "ProvisionShelf"));

        Assert.Equal(real.MainJson, placeholder.MainJson);
        Assert.Empty(real.PlaceholdersFrom);
        Assert.Equal(["ProvisionShelf"], placeholder.PlaceholdersFrom);
    }

    [Fact]
    public static void Values_of_inputs_are_in_their_own_file_and_secrets_in_none()
    {
        var files = Emit(new(new("shelf-${1}", ["a", "b"])));

        Assert.Equal("{\n  \"shelf_id\": \"shelf-${1}\",\n  \"rows\": [\n    \"a\",\n    \"b\"\n  ]\n}\n", files.InputsJson);
    }

    [Fact]
    public static void Variables_say_their_type_and_secrets_that_they_are()
    {
        var variables = JsonNode.Parse(Emit(new(new("shelf-1", []))).MainJson)!["variable"]!;

        Assert.Equal("""{"type":"string","description":"The shelf.","nullable":false}""", variables["shelf_id"]!.ToJsonString());
        Assert.Equal("""{"type":"list(string)","description":"The rows.","nullable":false}""", variables["rows"]!.ToJsonString());
        Assert.Equal(
            """{"type":"string","description":"The password.","nullable":false,"sensitive":true,"ephemeral":true}""",
            variables["password"]!.ToJsonString());
        Assert.Equal(
            """{"type":"string","description":"The token.","nullable":false,"sensitive":true}""", variables["token"]!.ToJsonString());
    }

    [Fact]
    public static void Write_only_arguments_refer_to_the_secret_and_outputs_with_secrets_are_sensitive()
    {
        var main = JsonNode.Parse(Emit(new(new("shelf-1", []))).MainJson)!;

        Assert.Equal("${var.password}", main["resource"]!["test_box"]!["main"]!["password_wo"]!.GetValue<string>());
        Assert.True(main["output"]!["token"]!["sensitive"]!.GetValue<bool>());
        Assert.Null(main["output"]!["first_row"]!["sensitive"]);
        Assert.Equal("${var.rows[0]}", main["output"]!["first_row"]!["value"]!.GetValue<string>());
    }

    private static StackFiles Emit(Upstream<Shelf> shelf) => TerraformJson.Emit(SampleStack.Of(stack =>
    {
        var id = stack.Take("shelf_id", "The shelf.", shelf, outputs => outputs.Id);
        var rows = stack.TakeList("rows", "The rows.", shelf, outputs => outputs.Rows);
        var password = stack.TakeSecret("password", "The password.");
        var token = stack.TakeSensitive("token", "The token.");
        stack.Add(new Box("main") { Name = id, Labels = rows, PasswordWo = password });
        stack.Give("first_row", rows[0]);
        stack.Give("token", Value.Format($"t-{token}"));
    }));
}
