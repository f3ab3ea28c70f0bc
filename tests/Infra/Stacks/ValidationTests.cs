using System.Text.Json.Nodes;
using TutorPipeline.Infra.Engines.Terraform;
using Xunit;

namespace TutorPipeline.Infra.Tests.Stacks;

public static class ValidationTests
{
    // One configuration with every shape as a module: the provider, which is what takes the time, starts once.
    [Fact]
    public static void Terraform_and_the_provider_accept_every_shape_of_every_stack()
    {
        var terraform = RealTerraform.OrSkip();
        var modules = new JsonObject();
        var files = new List<(string, string)>();
        foreach (var (shape, stack) in Reference.Shapes)
        {
            var emitted = TerraformJson.Emit(stack);
            var module = Reference.Inputs(stack);
            module["source"] = $"./{shape}";
            modules[shape] = module;
            files.Add(($"{shape}/main.tf.json", emitted.MainJson));
        }

        using var folder = terraform.Folder([.. files, ("main.tf.json", new JsonObject { ["module"] = modules }.ToJsonString())]);
        folder.Run("init", "-input=false", "-no-color");

        Assert.Contains("The configuration is valid", folder.Run("validate", "-no-color"), StringComparison.Ordinal);
    }
}
