using System.Runtime.CompilerServices;
using System.Text;
using TutorPipeline.Infra.Generator;
using Xunit;

namespace TutorPipeline.Infra.Tests.Generator;

public static class GenerationTests
{
    [Theory]
    [InlineData("AwsCrate")]
    [InlineData("AwsCrateData")]
    public static async Task Writes_every_shape_that_a_schema_can_have(string name) =>
        Golden.Matches(Generation.Run(await SampleAsync(), ["aws_crate", "data.aws_crate"])[$"{name}.g.cs"], $"{name}.g.txt");

    [Fact]
    public static async Task Names_every_type_that_the_provider_does_not_have()
    {
        var sample = await SampleAsync();

        var refusal = Assert.Throws<SchemaException>(() => Generation.Run(sample, ["aws_basket", "aws_crate", "data.aws_basket"]));

        Assert.Equal(
            "The provider has no aws_basket, no data.aws_basket. Correct resources.txt, or read the schema of another version.",
            refusal.Message);
    }

    [Theory]
    [InlineData("data.aws_crate", "aws_crate")]
    [InlineData("aws_crate", "aws_crate")]
    public static async Task Wants_the_list_sorted_and_without_repetition(string first, string second)
    {
        var sample = await SampleAsync();

        var refusal = Assert.Throws<SchemaException>(() => Generation.Run(sample, [first, second]));

        Assert.Equal($"resources.txt is not sorted: '{second}' comes after '{first}'. Sort it, and write each type once.", refusal.Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{ "provider_schemas": { "registry.example/hashicorp/google": {} } }""")]
    public static async Task Says_how_to_get_a_schema_when_there_is_none(string json)
    {
        var refusal =
            await Assert.ThrowsAsync<SchemaException>(() => SchemaReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(json))));

        Assert.Equal(
            "The schema holds no provider hashicorp/aws. Run 'terraform providers schema -json' in a folder "
            + "whose configuration requires it, after 'terraform init'.",
            refusal.Message);
    }

    [Fact]
    public static async Task The_folder_loses_what_is_no_longer_generated_and_keeps_what_did_not_change()
    {
        var folder = Directory.CreateTempSubdirectory("generated").FullName;
        var kept = Path.Combine(folder, "AwsKept.g.cs");
        await File.WriteAllTextAsync(kept, "same");
        await File.WriteAllTextAsync(Path.Combine(folder, "AwsGone.g.cs"), "stale");
        await File.WriteAllTextAsync(Path.Combine(folder, "Own.cs"), "own");
        var before = DateTime.UtcNow.AddDays(-1);
        File.SetLastWriteTimeUtc(kept, before);

        OutputFolder.Replace(folder, new Dictionary<string, string> { ["AwsKept.g.cs"] = "same", ["AwsNew.g.cs"] = "new" });

        Assert.Equal(
            ["AwsKept.g.cs", "AwsNew.g.cs", "Own.cs"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(before, File.GetLastWriteTimeUtc(kept), TimeSpan.FromSeconds(2));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public static async Task What_is_committed_is_what_the_provider_says()
    {
        var terraform = RealTerraform.OrSkip();
        using var folder = terraform.Folder(("main.tf.json",
            """{ "terraform": { "required_providers": { "aws": { "source": "hashicorp/aws", "version": "5.100.0" } } } }"""));
        folder.Run("init", "-input=false", "-no-color");
        using var schema = new MemoryStream(Encoding.UTF8.GetBytes(folder.Run("providers", "schema", "-json")));
        var infra = Path.Combine(Root(), "infra");

        var files = Generation.Run(
            await SchemaReader.ReadAsync(schema), await File.ReadAllLinesAsync(Path.Combine(infra, "generator", "resources.txt")));

        var committed =
            Directory.GetFiles(Path.Combine(infra, "Aws"), "*.g.cs").ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
        Assert.Equal(files.Keys.Order(StringComparer.Ordinal), committed.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(files.Where(file => committed[file.Key] != file.Value).Select(file => file.Key));
    }

    private static async Task<ProviderSchema> SampleAsync()
    {
        await using var schema = File.OpenRead(Path.Combine(Root(), "tests", "Infra", "Generator", "sample-schema.json"));
        return await SchemaReader.ReadAsync(schema);
    }

    private static string Root([CallerFilePath] string caller = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", ".."));
}
