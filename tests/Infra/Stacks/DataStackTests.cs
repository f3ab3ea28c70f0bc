using System.Text.Json.Nodes;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Stacks;

public static class DataStackTests
{
    [Theory]
    [InlineData("mysql", "aws_db_instance", "password_wo")]
    [InlineData("mongodb", "aws_docdb_cluster", "master_password_wo")]
    public static void Hands_the_password_to_a_write_only_argument_of_a_protected_and_encrypted_server(
        string shape, string type, string argument)
    {
        var main = JsonNode.Parse(TerraformJson.Emit(Reference.Shapes[shape]).MainJson)!;
        var server = main["resource"]![type]!["main"]!;

        Assert.Equal("${var.password}", server[argument]!.GetValue<string>());
        Assert.Equal(1, server[$"{argument}_version"]!.GetValue<int>());
        Assert.True(main["variable"]!["password"]!["ephemeral"]!.GetValue<bool>());
        Assert.True(server["storage_encrypted"]!.GetValue<bool>());
        Assert.True(server["deletion_protection"]!.GetValue<bool>());
    }

    [Fact]
    public static void Keeps_the_token_of_the_cache_out_of_the_configuration_but_encrypts_both_ways()
    {
        var cache = Resources("redis")["aws_elasticache_replication_group"]!["main"]!;

        Assert.Null(cache["auth_token"]);
        Assert.True(cache["transit_encryption_enabled"]!.GetValue<bool>());
        Assert.Equal("true", cache["at_rest_encryption_enabled"]!.GetValue<string>());
        Assert.Equal("""["auth_token","auth_token_update_strategy"]""", cache["lifecycle"]!["ignore_changes"]!.ToJsonString());
    }

    [Theory]
    [InlineData("mysql", "mysql.courses.yourschool.edu")]
    [InlineData("mongodb", "mongodb.master.courses.yourschool.edu,mongodb.reader.courses.yourschool.edu")]
    [InlineData("redis", "redis.primary.courses.yourschool.edu,cache.courses.yourschool.edu")]
    public static void Makes_the_names_that_people_know(string shape, string names) => Assert.Equal(
        names.Split(','), Resources(shape)["aws_route53_record"]!.AsObject().Select(record => record.Value!["name"]!.GetValue<string>()));

    [Theory]
    [InlineData("mysql", 3306)]
    [InlineData("mongodb", 27017)]
    [InlineData("redis", 6379)]
    public static void Lets_only_the_network_in_on_one_port(string shape, int port)
    {
        var rules = Resources(shape)["aws_vpc_security_group_ingress_rule"]!.AsObject();

        var rule = Assert.Single(rules).Value!;
        Assert.Equal("${var.vpc_cidr}", rule["cidr_ipv4"]!.GetValue<string>());
        Assert.Equal((port, port), (rule["from_port"]!.GetValue<int>(), rule["to_port"]!.GetValue<int>()));
    }

    [Fact]
    public static void Delegates_the_zone_from_the_one_above_and_each_subdomain_from_the_zone()
    {
        var records = Resources("dns-full")["aws_route53_record"]!;

        Assert.Equal("${var.parent_zone_id}", records["main_delegation"]!["zone_id"]!.GetValue<string>());
        Assert.Equal("${aws_route53_zone.main.zone_id}", records["below_dev_delegation"]!["zone_id"]!.GetValue<string>());
        Assert.Equal("test-2.courses.yourschool.edu", records["below_test_2_delegation"]!["name"]!.GetValue<string>());
        Assert.Equal(30, records["main_delegation"]!["ttl"]!.GetValue<int>());
    }

    [Fact]
    public static void Has_a_second_certificate_for_the_CDN_only_outside_of_its_region()
    {
        Assert.Equal(["main"], Resources("dns")["aws_acm_certificate"]!.AsObject().Select(certificate => certificate.Key));
        Assert.Equal("aws.cloudfront", Resources("dns-full")["aws_acm_certificate"]!["main_cloudfront"]!["provider"]!.GetValue<string>());
    }

    [Fact]
    public static void Is_the_same_configuration_whether_or_not_the_zone_above_is_known()
    {
        var known = Infra.Stacks.Dns.Define(Reference.Dns, new Upstream<ParentZone>(new("Z0232691KVI7Y7U23HBD")));

        Assert.Equal(TerraformJson.Emit(Reference.Shapes["dns"]).MainJson, TerraformJson.Emit(known).MainJson);
        Assert.Empty(known.PlaceholdersFrom);
        Assert.NotEmpty(Reference.Shapes["dns"].PlaceholdersFrom);
    }

    private static JsonNode Resources(string shape) => JsonNode.Parse(TerraformJson.Emit(Reference.Shapes[shape]).MainJson)!["resource"]!;
}
