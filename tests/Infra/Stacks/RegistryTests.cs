using System.Text.Json.Nodes;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Stacks;
using Xunit;

namespace TutorPipeline.Infra.Tests.Stacks;

public static class RegistryTests
{
    [Fact]
    public static void Only_the_cache_may_overwrite_its_tags() => Assert.Equal(
        ["openedx IMMUTABLE", "openedx-mfe IMMUTABLE", "backup IMMUTABLE", "openedx-cache MUTABLE"],
        Of(Reference.Registry, "aws_ecr_repository").Select(item => $"{item.Value!["name"]} {item.Value["image_tag_mutability"]}"));

    [Fact]
    public static void A_prefix_stands_before_every_name() => Assert.Equal(
        ["dev/openedx", "dev/openedx-mfe", "dev/backup", "dev/openedx-cache"],
        Of(Reference.FullRegistry, "aws_ecr_repository").Select(item => item.Value!["name"]!.GetValue<string>()));

    [Fact]
    public static void Old_images_go_by_themselves()
    {
        var rules = JsonNode.Parse(Of(Reference.Registry, "aws_ecr_lifecycle_policy")["openedx"]!["policy"]!.GetValue<string>())!["rules"]!;

        Assert.Equal(
            """{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":7}""",
                rules[0]!["selection"]!.ToJsonString());
        Assert.Equal("""{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":50}""", rules[1]!["selection"]!.ToJsonString());
    }

    private static JsonObject Of(RegistrySettings settings, string type) =>
        JsonNode.Parse(TerraformJson.Emit(Registry.Define(settings)).MainJson)!["resource"]![type]!.AsObject();
}
