namespace TutorPipeline.Harness.Tests;

/// <summary>Calls of AWS that fail on demand, as the service itself would say it.</summary>
public sealed class FaultTests(UpRehearsal rehearsal) : IClassFixture<UpRehearsal>
{
    private const string DescribeInstances = "Action=DescribeDBInstances&Version=2014-10-31";

    [Theory]
    [InlineData("500", 500, "<Code>InternalFailure</Code>")]
    [InlineData("\"throttle\"", 400, "<Code>Throttling</Code><Message>Rate exceeded</Message>")]
    [InlineData("\"expired\"", 403, "<Code>ExpiredToken</Code>")]
    public async Task Fails_a_call_of_the_query_protocol(string status, int code, string error)
    {
        await rehearsal.FaultsAsync("POST", $$"""{"service":"rds","action":"DescribeDBInstances","status":{{status}}}""");

        var (first, body) = await rehearsal.QueryAsync("rds", DescribeInstances);
        var (second, _) = await rehearsal.QueryAsync("rds", DescribeInstances);

        Assert.Equal((code, 200), (first, second));
        Assert.Contains("<ErrorResponse><Error>", body, StringComparison.Ordinal);
        Assert.Contains(error, body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ec2", "<Response><Errors><Error><Code>RequestLimitExceeded</Code>", "Action=DescribeVpcs&Version=2016-11-15", 503)]
    [InlineData("elasticloadbalancing", "<Code>Throttling</Code>", "Action=DescribeLoadBalancers&Version=2015-12-01", 400)]
    public async Task Each_service_throttles_in_its_own_words(string service, string error, string form, int code)
    {
        await rehearsal.FaultsAsync("POST", $$"""{"service":"{{service}}","status":"throttle"}""");

        var (status, body) = await rehearsal.QueryAsync(service, form);

        Assert.Equal(code, status);
        Assert.Contains(error, body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eks", "DescribeAddon", "/clusters/a/addons/b", """{"__type": "ThrottlingException", "message": "Rate exceeded"}""")]
    [InlineData("route53", "ListHostedZones", "/2013-04-01/hostedzone", "<Code>Throttling</Code>")]
    [InlineData("s3", "GetBucketVersioning", "/bucket?versioning", "<Error><Code>SlowDown</Code>")]
    [InlineData("s3", "GetObject", "/bucket/folder/key", "<Error><Code>SlowDown</Code>")]
    [InlineData("ses", "GetAccount", "/v2/email/account", """{"__type": "ThrottlingException", "message": "Rate exceeded"}""")]
    public async Task Knows_operations_by_their_paths(string service, string action, string path, string error)
    {
        await rehearsal.FaultsAsync("POST", $$"""{"action":"{{action}}","status":"throttle"}""");

        var (_, body) = await rehearsal.SendAsync(service, "GET", path);

        Assert.Contains(error, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lets_as_many_pass_as_asked_and_leaves_others_alone()
    {
        await rehearsal.FaultsAsync("POST", """{"service":"rds","action":"DescribeDBInstances","status":503,"times":2,"skip":1}""");

        var (other, _) = await rehearsal.QueryAsync("rds", "Action=DescribeDBClusters&Version=2014-10-31");
        var codes = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            codes.Add((await rehearsal.QueryAsync("rds", DescribeInstances)).Status);
        }

        Assert.Equal(200, other);
        Assert.Equal([200, 503, 503, 200], codes);
    }

    [Fact]
    public async Task A_call_whose_answer_is_lost_is_carried_out()
    {
        await rehearsal.FaultsAsync("POST", """{"service":"iam","action":"CreateUser","status":"lost"}""");

        await Assert.ThrowsAsync<HttpRequestException>(
            () => rehearsal.QueryAsync("iam", "Action=CreateUser&UserName=unheard&Version=2010-05-08"));

        var (_, users) = await rehearsal.QueryAsync("iam", "Action=ListUsers&Version=2010-05-08");
        Assert.Contains("<UserName>unheard</UserName>", users, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_hangs_is_let_go_when_faults_are_cleared()
    {
        await rehearsal.FaultsAsync("POST", """{"service":"s3","action":"ListBuckets","status":"hang"}""");
        var hanging = rehearsal.SendAsync("s3", "GET", "/");
        for (var body = "1"; body.Contains('1', StringComparison.Ordinal);)
        {
            body = (await rehearsal.FaultsAsync("GET")).Body;
        }

        Assert.False(hanging.IsCompleted);
        await rehearsal.FaultsAsync("DELETE");

        Assert.Equal(503, (await hanging).Status);
    }

    [Theory]
    [InlineData("""{"status":"slow"}""", "status is 'slow'; it may be a number from 400 to 599 or one of throttle, expired, hang, lost")]
    [InlineData("""{"status":200}""", "status is 200; it may be a number from 400 to 599 or one of throttle, expired, hang, lost")]
    [InlineData("""{"times":-1}""", "times and skip are counts")]
    public async Task Says_what_is_wrong_with_a_fault(string fault, string message)
    {
        var (status, body) = await rehearsal.FaultsAsync("POST", fault);

        Assert.Equal(400, status);
        Assert.Contains(message, body, StringComparison.Ordinal);
    }
}
