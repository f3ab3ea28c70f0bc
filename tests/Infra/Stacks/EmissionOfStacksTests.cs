using System.Text.Json.Nodes;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Stacks;

public static class EmissionOfStacksTests
{
    public static TheoryData<string> Shapes => [.. Reference.Shapes.Keys];

    [Theory]
    [MemberData(nameof(Shapes))]
    public static void Is_what_was_read_and_committed(string shape) =>
        Golden.Matches(TerraformJson.Emit(Reference.Shapes[shape]).MainJson, $"{shape}.tf.json");

    [Theory]
    [MemberData(nameof(Shapes))]
    public static void Every_resource_that_can_carry_tags_has_a_name_that_starts_with_the_namespace(string shape)
    {
        var stack = Reference.Shapes[shape];
        var resources = JsonNode.Parse(TerraformJson.Emit(stack).MainJson)!["resource"]!;

        foreach (var tagged in stack.Resources.Where(resource => resource is ITaggedResource))
        {
            var name = resources[tagged.ElementType]![tagged.LogicalName]!["tags"]!["Name"]!.GetValue<string>();
            Assert.StartsWith("courses-yourschool-virginia", name, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public static void Every_resource_carries_the_tags_of_the_platform(string shape) =>
        Assert.Equal(
            """{"Platform":"yourschool","Platform-Region":"virginia","Environment":"courses","ManagedBy":"TutorPipeline"}""",
            JsonNode.Parse(
                TerraformJson.Emit(Reference.Shapes[shape]).MainJson)!["provider"]!["aws"]![0]!["default_tags"]!["tags"]!.ToJsonString());

    [Theory]
    [MemberData(nameof(Shapes))]
    public static void Is_the_same_text_every_time(string shape) =>
        Assert.Equal(TerraformJson.Emit(Reference.Shapes[shape]), TerraformJson.Emit(Reference.Shapes[shape]), (one, other) =>
            one.MainJson == other.MainJson && one.InputsJson == other.InputsJson);
}
