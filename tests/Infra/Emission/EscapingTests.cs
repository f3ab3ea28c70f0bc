using System.Text.Json.Nodes;
using CsCheck;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Model;
using TutorPipeline.Infra.Tests.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Emission;

public static class EscapingTests
{
    private static readonly string[] Pieces = ["$", "%", "{", "}", "${", "%{", "$${", "\"", "\\", "\n", "~", "a", "é", "${var.x}"];
    private static readonly Gen<string> Tricky =
        Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 6].Select(string.Concat);

    private sealed record Upstream(string Word);

    [Fact]
    public static void What_terraform_reads_is_what_was_written()
    {
        var terraform = RealTerraform.OrSkip();
        var texts = Sample(new Random(20261123));
        var word = "w${x}";

        var files = TerraformJson.Emit(SampleStack.Of(stack =>
        {
            var input = stack.Take("word", "A word.", new Upstream<Upstream>(new(word)), outputs => outputs.Word);
            for (var index = 0; index < texts.Length; index++)
            {
                stack.Give($"literal_{index}", texts[index]);
                stack.Give($"mixed_{index}", Value.Format($"{texts[index]}{input}{texts[^(index + 1)]}"));
            }
        }));
        using var folder = terraform.Folder(("main.tf.json", files.MainJson), ("inputs.auto.tfvars.json", files.InputsJson));
        folder.Run("init", "-input=false", "-no-color");
        folder.Run("apply", "-auto-approve", "-input=false", "-no-color");
        var outputs = JsonNode.Parse(folder.Run("output", "-json"))!;

        for (var index = 0; index < texts.Length; index++)
        {
            Assert.Equal(texts[index], outputs[$"literal_{index}"]!["value"]!.GetValue<string>());
            Assert.Equal(texts[index] + word + texts[^(index + 1)], outputs[$"mixed_{index}"]!["value"]!.GetValue<string>());
        }
    }

    // Terraform's rule for what starts a template, written again: what is left after the escapes must start none.
    [Fact]
    public static void No_literal_starts_a_template() => Tricky.Sample(text =>
    {
        var written =
            TerraformText.Escape(text).Replace("$${", "_", StringComparison.Ordinal).Replace("%%{", "_", StringComparison.Ordinal);
        return !written.Contains("${", StringComparison.Ordinal) && !written.Contains("%{", StringComparison.Ordinal);
    });

    // Fixed, so that a failure comes back; every pair of pieces is in it before the longer ones begin.
    private static string[] Sample(Random random) =>
    [
        .. Pieces.SelectMany(first => Pieces.Select(second => first + second)),
        .. Enumerable.Range(0, 100).Select(_ => string.Concat(random.GetItems(Pieces, random.Next(7)))),
    ];
}
