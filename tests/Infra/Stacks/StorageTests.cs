using System.Text.Json.Nodes;
using TutorPipeline.Infra.Engines.Terraform;
using Xunit;

namespace TutorPipeline.Infra.Tests.Stacks;

public static class StorageTests
{
    [Fact]
    public static void Every_bucket_is_private_encrypted_and_versioned()
    {
        var resources = Resources("storage");

        foreach (var name in resources["aws_s3_bucket"]!.AsObject().Select(bucket => bucket.Key))
        {
            Assert.Equal(
                [true, true, true, true],
                resources["aws_s3_bucket_public_access_block"]![name]!.AsObject().Skip(1).Select(flag => flag.Value!.GetValue<bool>()));
            Assert.Equal(
                "BucketOwnerEnforced",
                resources["aws_s3_bucket_ownership_controls"]![name]!["rule"]!["object_ownership"]!.GetValue<string>());
            Assert.NotNull(resources["aws_s3_bucket_server_side_encryption_configuration"]![name]);
            Assert.Equal(
                "Enabled", resources["aws_s3_bucket_versioning"]![name]!["versioning_configuration"]!["status"]!.GetValue<string>());
        }
    }

    [Fact]
    public static void Backups_have_a_key_of_their_own_that_is_rotated()
    {
        var resources = Resources("storage");
        var rule = resources["aws_s3_bucket_server_side_encryption_configuration"]!["backups"]!["rule"]![0]!;

        Assert.Equal(
            """{"sse_algorithm":"aws:kms","kms_master_key_id":"${aws_kms_key.backups.arn}"}""",
            rule["apply_server_side_encryption_by_default"]!.ToJsonString());
        Assert.True(resources["aws_kms_key"]!["backups"]!["enable_key_rotation"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("storage", 30, 372)]
    [InlineData("storage-full", 10, 186)]
    public static void Backups_go_by_their_tag_and_only_by_it(string shape, int daily, int monthly)
    {
        var rules = Resources(shape)["aws_s3_bucket_lifecycle_configuration"]!["backups"]!["rule"]!.AsArray();

        Assert.Equal(
            [("daily", (int?)daily), ("monthly", monthly), (null, null)],
            rules.Select(rule => (
                rule!["filter"]![0]!["tag"]?[0]!["value"]!.GetValue<string>(),
                (int?)rule["expiration"]![0]!["days"]?.GetValue<double>())));
    }

    [Fact]
    public static void Only_a_bucket_that_asks_for_it_is_locked()
    {
        Assert.Null(Resources("storage")["aws_s3_bucket_object_lock_configuration"]);
        Assert.False(Resources("storage")["aws_s3_bucket"]!["backups"]!["object_lock_enabled"]!.GetValue<bool>());
        Assert.Equal(
            """{"default_retention":{"mode":"GOVERNANCE","days":10}}""",
            Resources("storage-full")["aws_s3_bucket_object_lock_configuration"]!["backups"]!["rule"]!.ToJsonString());
    }

    [Fact]
    public static void Backups_are_never_deleted_with_their_bucket()
    {
        var buckets = Resources("storage-full")["aws_s3_bucket"]!;

        Assert.True(buckets["media"]!["force_destroy"]!.GetValue<bool>());
        Assert.True(buckets["private"]!["force_destroy"]!.GetValue<bool>());
        Assert.Null(buckets["backups"]!["force_destroy"]);
    }

    [Fact]
    public static void Of_an_environment_that_is_destroyed_the_backups_stay_exactly_as_they_were()
    {
        var whole = Resources("storage");
        var left = Resources("storage-backups");

        Assert.NotEmpty(left.AsObject());
        foreach (var (type, instances) in left.AsObject())
        {
            var (name, arguments) = Assert.Single(instances!.AsObject());
            Assert.Equal("backups", name);
            Assert.True(JsonNode.DeepEquals(whole[type]![name], arguments), $"{type}.{name} changes.");
        }

        Assert.Equal(Outputs("storage"), Outputs("storage-backups"));
    }

    [Fact]
    public static void Only_the_platforms_own_pages_use_files_from_a_browser_and_only_private_ones_are_uploaded()
    {
        var rules = Resources("storage")["aws_s3_bucket_cors_configuration"]!;

        Assert.Equal(
            """["https://courses.yourschool.edu","https://studio.courses.yourschool.edu"]""",
            rules["media"]!["cors_rule"]![0]!["allowed_origins"]!.ToJsonString());
        Assert.Equal("""["GET","HEAD"]""", rules["media"]!["cors_rule"]![0]!["allowed_methods"]!.ToJsonString());
        Assert.Equal("""["GET","HEAD","PUT","POST"]""", rules["private"]!["cors_rule"]![0]!["allowed_methods"]!.ToJsonString());
    }

    [Fact]
    public static void Refuses_plain_http_where_the_bucket_has_its_policy_from_here()
    {
        var policies = Resources("storage")["aws_s3_bucket_policy"]!.AsObject();

        Assert.Equal(["private", "backups"], policies.Select(policy => policy.Key));
        Assert.All(policies, policy => Assert.Contains(
            """{"Bool":{"aws:SecureTransport":"false"}}""", policy.Value!["policy"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    private static JsonNode Resources(string shape) => Configuration(shape)["resource"]!;

    private static string Outputs(string shape) => Configuration(shape)["output"]!.ToJsonString();

    private static JsonNode Configuration(string shape) => JsonNode.Parse(TerraformJson.Emit(Reference.Shapes[shape]).MainJson)!;
}
