using System.Text.Json;
using TutorPipeline.Infra.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Model;

public static class StackBuilderTests
{
    [Fact]
    public static void Names_every_fault_of_a_stack_at_once()
    {
        var stranger = new Box("stranger");

        var refusal = Assert.Throws<InvalidOperationException>(() => SampleStack.Of(
            new Box("twin"),
            new Box("twin"),
            new Box("main") { Name = stranger.Id, DependsOn = [stranger], Provider = new("virginia", "us-east-1") }));

        Assert.Equal(
            "The stack sample is not sound: test_box.twin is there 2 times; "
            + "test_box.main refers to test_box.stranger, which was not added; "
            + "test_box.main refers to test_box.stranger, which was not added; "
            + "test_box.main uses the provider configuration 'virginia', which was not added.",
            refusal.Message);
    }

    [Fact]
    public static void Refuses_an_output_of_what_was_not_added()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => SampleStack.Of(stack => stack.Give("box_id", new Box("stranger").Id)));

        Assert.Contains("output.box_id refers to test_box.stranger, which was not added", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Main")]
    [InlineData("a-b")]
    [InlineData("1a")]
    public static void Refuses_a_logical_name_that_an_engine_could_not_take(string name)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new Box(name));

        Assert.Equal(
            $"'{name}' cannot name a test_box: a logical name is lower-case letters, digits and underscores, and starts with a letter.",
            refusal.Message);
    }

    [Fact]
    public static void Reads_outputs_into_their_record()
    {
        var stack = new StackBuilder("sample", SampleStack.Scope);
        var box = stack.Add(new Box("main"));
        var id = stack.Give("id", box.Id);
        var serials = stack.GiveList("serials", box.Serials);
        var definition = stack.Build(outputs => (Id: outputs.Read(id), Serials: outputs.Read(serials)));

        var read = definition.ReadOutputs(Values("""{ "id": "b-1", "serials": ["x", "y"] }"""));

        Assert.Equal("b-1", read.Id);
        Assert.Equal(["x", "y"], read.Serials);
    }

    [Theory]
    [InlineData("{}", "The output 'id' of stack sample is not among its outputs.")]
    [InlineData("""{ "id": ["a"] }""", "The output 'id' of stack sample should be a text but is [\"a\"].")]
    [InlineData("""{ "id": null }""", "The output 'id' of stack sample should be a text but is null.")]
    public static void Says_which_output_of_which_stack_is_wrong(string values, string fault)
    {
        var stack = new StackBuilder("sample", SampleStack.Scope);
        var id = stack.Give("id", stack.Add(new Box("main")).Id);
        var definition = stack.Build(outputs => outputs.Read(id));

        var failure = Assert.Throws<StackOutputException>(() => definition.ReadOutputs(Values(values)));

        Assert.Equal(
            $"{fault} The stack was probably applied by another version of the pipeline: apply sample again, then continue.",
            failure.Message);
    }

    private static Dictionary<string, JsonElement> Values(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
}
