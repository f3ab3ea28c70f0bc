using System.Text;
using Amazon.Runtime;
using TutorPipeline.Infra.Access;
using TutorPipeline.Infra.Calls;
using Xunit;

namespace TutorPipeline.Infra.Tests.Calls;

public static class AwsErrorTests
{
    [Theory]
    [InlineData("<ErrorResponse xmlns='urn:x'><Error><Code>A</Code><Message>m</Message></Error></ErrorResponse>", null, "A", "m")]
    [InlineData("<Response><Errors><Error><Code>A</Code><Message>m</Message></Error></Errors></Response>", null, "A", "m")]
    [InlineData("""{"__type":"com.amazonaws.tagging#A","Message":"m"}""", null, "A", "m")]
    [InlineData("""{"message":"m"}""", "A:http://internal.amazon.com/x", "A", "m")]
    [InlineData("<html><body>bad", null, "", "<html><body>bad")]
    [InlineData("""{"message":""", null, "", """{"message":""")]
    [InlineData("", null, "", "")]
    public static void Reads_every_form_of_an_error(string body, string? header, string code, string message) =>
        Assert.Equal((code, message), AwsError.Read(Encoding.UTF8.GetBytes(body), header));

    [Fact]
    public static async Task Says_what_to_do_with_expired_credentials() => Assert.Equal(
        "GetAccount on SES in eu-west-1 failed: AWS does not take the credentials (ExpiredToken: it is old). Get new ones, such as with "
        + "'aws sso login', check AWS_PROFILE and the clock of this machine, and run the target again.",
        (await FailAsync<AwsCredentialsRefusedException>(403, "ExpiredToken", "it is old")).Message);

    [Fact]
    public static async Task Names_the_right_that_is_missing() => Assert.Equal(
        "GetAccount on SES in eu-west-1 failed: AWS denied it (AccessDeniedException: no). Allow ses:GetAccount in the policies of the "
        + "role or user in force (see 'aws sts get-caller-identity'), or use other credentials.",
        (await FailAsync<AwsDeniedException>(403, "AccessDeniedException", "no")).Message);

    [Fact]
    public static async Task Says_that_aws_throttles() => Assert.Equal(
        "GetAccount on SES in eu-west-1 failed: AWS throttles the requests of this account (Throttling: slow down), also after several "
        + "attempts. Wait some minutes and run the target again; it continues where it stopped.",
        (await FailAsync<AwsThrottledException>(400, "Throttling", "slow down")).Message);

    [Fact]
    public static async Task Says_that_aws_answers_with_errors_only() => Assert.Matches(
        "^GetAccount on SES in eu-west-1 failed: http://127.0.0.1:[0-9]+ is not available, also after several attempts: it answered 500 "
        + "\\(oh\\). Check the network, a proxy and --aws-endpoint, and run the target again; it continues where it stopped.$",
        (await FailAsync<AwsNotAvailableException>(500, "InternalFailure", "oh")).Message);

    [Fact]
    public static async Task Says_that_nobody_answers()
    {
        var endpoint = new Uri($"http://127.0.0.1:{LoopbackAws.FreePort()}");
        using var aws = new AwsCalls(() => new BasicAWSCredentials("a", "b"), "eu-west-1", endpoint);

        var error = await Assert.ThrowsAsync<AwsNotAvailableException>(() => new MailCalls(aws).GetAccountAsync(default));

        Assert.StartsWith(
            $"GetAccount on SES in eu-west-1 failed: http://127.0.0.1:{endpoint.Port} is not available, also after several attempts: ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Says_that_there_are_no_credentials()
    {
        using var aws = new AwsCalls(new AwsAccess("eu-west-1", null, () => null));

        await Assert.ThrowsAsync<AwsAccessException>(() => new MailCalls(aws).GetAccountAsync(default));
    }

    private static async Task<T> FailAsync<T>(int status, string code, string message)
        where T : AwsCallException
    {
        using var server = new LoopbackAws(_ => new($$"""{"message":"{{message}}"}""", status, code));
        var error = await Assert.ThrowsAsync<T>(() => new MailCalls(server.Aws).GetAccountAsync(default));
        Assert.Equal(error.Code, error is AwsNotAvailableException ? string.Empty : code);
        return error;
    }
}
