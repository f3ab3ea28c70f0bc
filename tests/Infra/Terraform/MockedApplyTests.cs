using System.Text.Json.Nodes;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Tests.Stacks;
using Xunit;

namespace TutorPipeline.Infra.Tests.Terraform;

/// <summary>
/// Applies every stack with <c>terraform test</c> and a mocked provider: all that can go wrong without an account goes wrong here.
/// </summary>
public static class MockedApplyTests
{
    // The provider checks the form of what one resource takes from another; the mock's own texts are eight random letters.
    private const string Mocks =
        """
        {
          "aws_eks_cluster": {"defaults": {
            "certificate_authority": [{"data": "bW9ja2Vk"}], "identity": [{"oidc": [{"issuer": "https://oidc.example"}]}]}},
          "aws_cloudfront_distribution": {"defaults": {"arn": "arn:aws:cloudfront::123456789012:distribution/E00000000000000"}},
          "aws_iam_policy": {"defaults": {"arn": "arn:aws:iam::123456789012:policy/mocked"}},
          "aws_sesv2_email_identity": {"defaults": {"dkim_signing_attributes": {"tokens": ["a", "b", "c"]}}},
          "aws_iam_role": {"defaults": {"arn": "arn:aws:iam::123456789012:role/mocked"}},
          "aws_kms_key": {"defaults": {"arn": "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"}},
          "aws_route53_zone": {"defaults": {"name_servers": ["ns-1.mocked"]}},
          "aws_acm_certificate": {"defaults": {
            "arn": "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000",
            "domain_validation_options": [{
              "domain_name": "mocked", "resource_record_name": "_a.mocked", "resource_record_type": "CNAME", "resource_record_value": "_b.mocked"
            }]
          }},
          "aws_cloudwatch_log_group": {"defaults": {"arn": "arn:aws:logs:us-east-1:123456789012:log-group:mocked"}},
          "aws_launch_template": {"defaults": {"id": "lt-0123456789abcdef0"}}
        }
        """;

    private const string Root =
        """{"terraform": {"required_providers": {"aws": {"source": "hashicorp/aws", "version": "~> 5.100"}}}}""";

    // One process for all shapes: the provider, which is what takes the time, starts once.
    [Fact]
    public static void Every_stack_in_every_shape_applies_and_gives_its_outputs()
    {
        var terraform = RealTerraform.OrSkip();
        var runs = new JsonObject();
        var files = new List<(string, string)>();
        foreach (var (shape, stack) in Reference.Shapes)
        {
            var emitted = TerraformJson.Emit(stack);
            files.Add(($"{shape}/main.tf.json", emitted.MainJson));
            runs[shape.Replace('-', '_')] = new JsonObject
            {
                ["module"] = new JsonObject { ["source"] = $"./{shape}" },
                ["variables"] = Reference.Inputs(stack),
                ["assert"] = new JsonArray([.. Outputs(emitted.MainJson).Select(IsGiven)]),
            };
        }

        // A provider of another region that is not mocked as well would look for credentials.
        var mocked = new JsonObject
        {
            ["aws"] = new JsonArray(
                new JsonObject { ["mock_resource"] = JsonNode.Parse(Mocks) },
                new JsonObject { ["alias"] = "cloudfront", ["mock_resource"] = JsonNode.Parse(Mocks) }),
        };
        var tests = new JsonObject { ["mock_provider"] = mocked, ["run"] = runs };
        using var folder = terraform.Folder([.. files, ("main.tf.json", Root), ("stacks.tftest.json", tests.ToJsonString())]);
        folder.Run("init", "-input=false", "-no-color");

        Assert.Contains($"Success! {runs.Count} passed, 0 failed.", folder.Run("test", "-no-color"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Outputs(string main) =>
        JsonNode.Parse(main)!["output"]?.AsObject().Select(output => output.Key) ?? [];

    private static JsonObject IsGiven(string output) => new()
    {
        ["condition"] = $"${{length(output.{output}) > 0}}",
        ["error_message"] = $"The output {output} is empty.",
    };
}
