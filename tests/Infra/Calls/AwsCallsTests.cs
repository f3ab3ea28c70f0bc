using Amazon.Runtime;
using TutorPipeline.Infra.Calls;
using Xunit;

namespace TutorPipeline.Infra.Tests.Calls;

public static class AwsCallsTests
{
    private const string Account = """{"ProductionAccessEnabled":false,"SendingEnabled":true,"SendQuota":{"Max24HourSend":200.0}}""";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public static async Task Signs_a_reading_request_of_a_rest_service()
    {
        using var server = LoopbackAws.Always(Account);

        var account = await new MailCalls(server.Aws).GetAccountAsync(None);

        Assert.Equal(new MailAccount(IsSandboxed: true, IsSendingEnabled: true, 200), account);
        var call = Assert.Single(server.Asked);
        Assert.Equal(("GET", "/v2/email/account", "eu-west-1/ses"), (call.Method, call.Path, Signature.Scope(call)));
        Assert.Equal(Signature.Of(call, LoopbackAws.SecretKey), call.Headers["Authorization"]);
    }

    [Fact]
    public static async Task Signs_a_form()
    {
        using var server = LoopbackAws.Always("<R><ReplicationGroups/></R>");

        Assert.Null(await new CacheCalls(server.Aws).FindAsync("prod courses", None));

        var call = Assert.Single(server.Asked);
        Assert.Equal("Action=DescribeReplicationGroups&Version=2015-02-02&ReplicationGroupId=prod+courses", call.Body);
        Assert.Equal(("POST", "/", "eu-west-1/elasticache"), (call.Method, call.Path, Signature.Scope(call)));
        Assert.Equal(Signature.Of(call, LoopbackAws.SecretKey), call.Headers["Authorization"]);
    }

    [Fact]
    public static async Task Signs_json_and_reads_every_page()
    {
        using var server = new LoopbackAws(call => new(call.Body.Contains("second", StringComparison.Ordinal)
            ? """{"PaginationToken":"","ResourceTagMappingList":[{"ResourceARN":"arn:b","Tags":[{"Key":"k","Value":"v"}]}]}"""
            : """{"PaginationToken":"second","ResourceTagMappingList":[{"ResourceARN":"arn:a","Tags":[]}]}"""));

        var found = await new TagCalls(server.Aws).FindAsync("k", "v", ["ec2:volume"], None);

        Assert.Equal(["arn:a", "arn:b"], found.Select(resource => resource.Arn));
        Assert.Equal("v", found[1].Tags["k"]);
        Assert.All(server.Asked, call => Assert.Equal(Signature.Of(call, LoopbackAws.SecretKey), call.Headers["Authorization"]));
        Assert.Equal("ResourceGroupsTaggingAPI_20170126.GetResources", server.Asked[0].Headers["X-Amz-Target"]);
        Assert.Equal("""{"TagFilters":[{"Key":"k","Values":["v"]}],"ResourceTypeFilters":["ec2:volume"]}""", server.Asked[0].Body);
    }

    [Theory]
    [InlineData("eu-west-1", "us-east-1")]
    [InlineData("us-gov-east-1", "us-gov-west-1")]
    [InlineData("cn-northwest-1", "cn-north-1")]
    public static async Task Signs_for_the_one_region_of_a_global_service(string region, string signed)
    {
        using var server = LoopbackAws.Always("<R><Url>token.actions.githubusercontent.com</Url></R>");
        using var aws = new AwsCalls(() => new BasicAWSCredentials("a", "b"), region, server.Endpoint);

        await new OidcCalls(aws).FindAsync("arn", None);

        Assert.Equal($"{signed}/iam", Signature.Scope(Assert.Single(server.Asked)));
    }

    [Theory]
    [InlineData("us-east-1", "https://email.us-east-1.amazonaws.com", "https://iam.amazonaws.com")]
    [InlineData("cn-north-1", "https://email.cn-north-1.amazonaws.com.cn", "https://iam.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-gov-west-1", "https://email.us-gov-west-1.amazonaws.com", "https://iam.us-gov.amazonaws.com")]
    public static void Knows_where_a_service_is(string region, string regional, string global) =>
        Assert.Equal((regional, global), (AwsService.Mail.Url(region), AwsService.Identity.Url(region)));

    [Fact]
    public static async Task Tries_again_after_an_error_of_the_server()
    {
        var attempts = 0;
        using var server = new LoopbackAws(_ => ++attempts < 3 ? new("busy", 503) : new(Account));

        await new MailCalls(server.Aws).GetAccountAsync(None);

        Assert.Equal(3, attempts);
    }

    [Fact]
    public static async Task Names_the_refused_load_balancer_of_either_generation()
    {
        using var server = new LoopbackAws(_ => LoopbackAnswer.Fault(400, "OperationNotPermitted", "deletion protection is on."));
        var calls = new LoadBalancerCalls(server.Aws);

        var error = await Assert.ThrowsAsync<AwsRefusedException>(() => calls.DeleteAsync("arn:x:loadbalancer/app/web/1", None));
        await Assert.ThrowsAsync<AwsRefusedException>(() => calls.DeleteAsync("arn:x:loadbalancer/old", None));

        Assert.Equal(
            "DeleteLoadBalancer on the load balancer arn:x:loadbalancer/app/web/1 failed: AWS refused it with 400 OperationNotPermitted "
            + "(deletion protection is on). Mend what the message names and run the target again.",
            error.Message);
        Assert.Equal(["2015-12-01", "2012-06-01"], server.Asked.Select(call => call.Field("Version")));
        Assert.Equal("old", server.Asked[1].Field("LoadBalancerName"));
    }

    [Fact]
    public static async Task Never_shows_the_token_that_aws_does_not_like()
    {
        using var server = new LoopbackAws(call =>
            LoopbackAnswer.Fault(400, "InvalidParameterValue", $"The token {call.Field("AuthToken")} is bad."));

        var error = await Assert.ThrowsAsync<AwsRefusedException>(() => new CacheCalls(server.Aws).ModifyTokenAsync(
            "prod", new("sixteen-letters-at-least"), TokenStrategy.Set, None));

        Assert.Contains("(The token *** is bad)", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sixteen", error.ToString(), StringComparison.Ordinal);
    }
}
