namespace TutorPipeline.Harness.Tests;

/// <summary>What moto lacks and the stand-in has; the stacks' own rehearsal asks for the rest.</summary>
public sealed class MotoPlusTests(UpRehearsal rehearsal) : IClassFixture<UpRehearsal>
{
    [Fact]
    public async Task A_clusters_endpoint_leads_to_the_api_server()
    {
        const string Cluster = """{"name":"one","roleArn":"arn:aws:iam::210987654321:role/eks","resourcesVpcConfig":{}}""";

        var (status, body) = await rehearsal.SendAsync("eks", "POST", "/clusters", Cluster);

        Assert.Equal(200, status);
        var cluster = System.Text.Json.Nodes.JsonNode.Parse(body)!["cluster"]!;
        Assert.StartsWith("https://127.0.0.1:", (string)cluster["endpoint"]!, StringComparison.Ordinal);
        var authority = Convert.FromBase64String((string)cluster["certificateAuthority"]!["data"]!);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", System.Text.Encoding.UTF8.GetString(authority), StringComparison.Ordinal);
        Assert.Equal("arn:aws:eks:us-east-1:210987654321:cluster/one", (string)cluster["arn"]!);
    }

    [Fact]
    public async Task A_token_of_redis_is_rotated_before_it_is_set()
    {
        await CacheAsync("CreateReplicationGroup&ReplicationGroupDescription=x&TransitEncryptionEnabled=true&CacheNodeType=cache.t4g.micro");
        Assert.Contains("<AuthTokenEnabled>false<", (await CacheAsync("DescribeReplicationGroups")).Body, StringComparison.Ordinal);

        var rotated = await CacheAsync("ModifyReplicationGroup&AuthToken=first-token-of-it&AuthTokenUpdateStrategy=ROTATE");
        var refused = await CacheAsync("ModifyReplicationGroup&AuthToken=never-added-token&AuthTokenUpdateStrategy=SET");
        var set = await CacheAsync("ModifyReplicationGroup&AuthToken=first-token-of-it&AuthTokenUpdateStrategy=SET");
        var described = (await CacheAsync("DescribeReplicationGroups")).Body;

        Assert.Equal((200, 400, 200), (rotated.Status, refused.Status, set.Status));
        Assert.Contains("The AUTH token to be set was not added before.", refused.Body, StringComparison.Ordinal);
        Assert.Contains("<AuthTokenEnabled>true<", described, StringComparison.Ordinal);
        Assert.Contains("<AuthTokenLastModifiedDate>", described, StringComparison.Ordinal);
        Assert.DoesNotContain("first-token-of-it", described, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replication_group_that_is_deleted_is_gone()
    {
        await CacheAsync("CreateReplicationGroup&ReplicationGroupDescription=x&CacheNodeType=cache.t4g.micro", "going");

        await CacheAsync("DeleteReplicationGroup", "going");

        Assert.Equal(404, (await CacheAsync("DescribeReplicationGroups", "going")).Status);
    }

    [Fact]
    public async Task A_new_account_is_in_the_sandbox_of_ses()
    {
        var (status, body) = await rehearsal.SendAsync("ses", "GET", "/v2/email/account");

        Assert.Equal(200, status);
        Assert.Contains("\"ProductionAccessEnabled\": false", body, StringComparison.Ordinal);
    }

    private Task<(int Status, string Body)> CacheAsync(string action, string group = "group") =>
        rehearsal.QueryAsync("elasticache", $"Action={action}&ReplicationGroupId={group}&Version=2015-02-02");
}
