using System.Text.Json.Nodes;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Stacks;

/// <summary>What the internet sees of a platform beside its pages: media, mail and the bastion.</summary>
public static class PublicStackTests
{
    [Fact]
    public static void Media_are_read_by_one_distribution_and_by_nobody_else()
    {
        var policy = JsonNode.Parse(Resources("cdn")["aws_s3_bucket_policy"]!["media"]!["policy"]!.GetValue<string>())!;
        var allowed = Assert.Single(policy["Statement"]!.AsArray(), statement => statement!["Effect"]!.GetValue<string>() == "Allow")!;

        Assert.Equal("""{"Service":"cloudfront.amazonaws.com"}""", allowed["Principal"]!.ToJsonString());
        Assert.Equal("s3:GetObject", allowed["Action"]!.GetValue<string>());
        Assert.Equal(
            "${aws_cloudfront_distribution.main.arn}", allowed["Condition"]!["StringEquals"]!["AWS:SourceArn"]!.GetValue<string>());
        Assert.Equal(
            "${aws_cloudfront_origin_access_control.main.id}",
            Resources("cdn")["aws_cloudfront_distribution"]!["main"]!["origin"]![0]!["origin_access_control_id"]!.GetValue<string>());
    }

    [Fact]
    public static void The_CDN_speaks_TLS_only_and_has_a_name_for_both_kinds_of_addresses()
    {
        var resources = Resources("cdn");
        var distribution = resources["aws_cloudfront_distribution"]!["main"]!;

        Assert.Equal("redirect-to-https", distribution["default_cache_behavior"]!["viewer_protocol_policy"]!.GetValue<string>());
        Assert.Equal("TLSv1.2_2021", distribution["viewer_certificate"]!["minimum_protocol_version"]!.GetValue<string>());
        Assert.Equal("""["cdn.courses.yourschool.edu"]""", distribution["aliases"]!.ToJsonString());
        Assert.Equal(
            ["A", "AAAA"], resources["aws_route53_record"]!.AsObject().Select(record => record.Value!["type"]!.GetValue<string>()));
    }

    [Fact]
    public static void Receivers_find_three_keys_and_where_bounces_go_and_what_to_do_with_forgeries()
    {
        var records = Resources("mail")["aws_route53_record"]!.AsObject();

        Assert.Equal(["dkim_1", "dkim_2", "dkim_3", "bounces", "spf", "dmarc"], records.Select(record => record.Key));
        Assert.Equal(
            "${aws_sesv2_email_identity.main.dkim_signing_attributes[0].tokens[1]}.dkim.amazonses.com",
            records["dkim_2"]!["records"]![0]!.GetValue<string>());
        Assert.Equal("10 feedback-smtp.us-east-1.amazonses.com", records["bounces"]!["records"]![0]!.GetValue<string>());
        Assert.Equal("_dmarc.courses.yourschool.edu", records["dmarc"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public static void Keys_have_a_name_of_the_region_where_SES_gives_them_one()
    {
        var scope = Reference.Scope with { Region = "eu-south-1" };
        var stack = Infra.Stacks.Mail.Define(Reference.Mail with { Scope = scope }, Infra.Stacks.Dns.Placeholders(Reference.Dns));

        Assert.EndsWith(
            ".dkim.eu-south-1.amazonses.com",
            Resources(stack)["aws_route53_record"]!["dkim_1"]!["records"]![0]!.GetValue<string>(),
            StringComparison.Ordinal);
    }

    [Fact]
    public static void With_an_SMTP_server_nothing_is_made_and_nothing_is_waited_for()
    {
        var stack = Reference.Shapes["mail-smtp"];

        Assert.Empty(stack.Resources);
        Assert.Empty(stack.PlaceholdersFrom);
        Assert.Null(Infra.Stacks.Mail.Placeholders(Reference.Mail with { Domain = null }).PlaceholdersFrom);
    }

    [Fact]
    public static void SSH_is_open_to_the_listed_addresses_and_to_nobody_without_a_list()
    {
        Assert.Null(Resources("bastion")["aws_vpc_security_group_ingress_rule"]);
        Assert.Equal(
            ["203.0.113.7/32", "198.51.100.0/24"],
            Resources("bastion-full")["aws_vpc_security_group_ingress_rule"]!.AsObject()
                .Select(rule => rule.Value!["cidr_ipv4"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("bastion", "x86_64", null)]
    [InlineData("bastion-full", "arm64", "ops")]
    public static void The_bastion_starts_from_the_image_of_its_processor_with_tokens_required_and_an_encrypted_disk(
        string shape, string processor, string? key)
    {
        var template = Resources(shape)["aws_launch_template"]!["main"]!;

        Assert.EndsWith($"/al2023-ami-kernel-default-{processor}", template["image_id"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("resolve:ssm:/aws/service/", template["image_id"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("required", template["metadata_options"]!["http_tokens"]!.GetValue<string>());
        Assert.Equal("true", template["block_device_mappings"]![0]!["ebs"]!["encrypted"]!.GetValue<string>());
        Assert.Equal(key, Resources(shape)["aws_instance"]!["main"]!["key_name"]?.GetValue<string>());
        Assert.Equal(
            """["ami","user_data"]""", Resources(shape)["aws_instance"]!["main"]!["lifecycle"]!["ignore_changes"]!.ToJsonString());
    }

    [Fact]
    public static void Session_Manager_knows_the_bastion_and_an_offline_plan_looks_nothing_up()
    {
        Assert.EndsWith(
            "/AmazonSSMManagedInstanceCore",
            Resources("bastion")["aws_iam_role_policy_attachment"]!["session_manager"]!["policy_arn"]!.GetValue<string>(),
            StringComparison.Ordinal);
        Assert.Empty(Reference.Shapes["bastion"].DataSources);
    }

    private static JsonNode Resources(string shape) => Resources(Reference.Shapes[shape]);

    private static JsonNode Resources(StackDefinition stack) => JsonNode.Parse(TerraformJson.Emit(stack).MainJson)!["resource"]!;
}
