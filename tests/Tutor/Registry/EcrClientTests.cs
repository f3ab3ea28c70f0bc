using Amazon.Runtime;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Registry;

namespace TutorPipeline.Tutor.Tests.Registry;

/// <summary>The login to ECR, at moto and at servers that refuse it.</summary>
public sealed class EcrClientTests(Ecr ecr) : IClassFixture<Ecr>
{
    private readonly FakeClock clock = new(DateTimeOffset.UnixEpoch);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gets_a_login_of_the_account()
    {
        var login = await Client(ecr.OrSkip()).LoginAsync(Token);

        Assert.Equal(("AWS", "***"), (login.User, login.Password.ToString()));
        Assert.Equal("123456789012-auth-token", login.Password.Reveal());
    }

    [Fact]
    public async Task Signs_every_attempt_for_ecr_and_tries_again_what_passes()
    {
        // "AWS:t0k"
        using var server = new LoopbackServer(_ => clock.Waits.Count < 1
            ? new Answer(503)
            : new Answer(200, """{"authorizationData":[{"authorizationToken":"QVdTOnQwaw==","expiresAt":1.7E9}]}"""));

        var login = await Client(At(server)).LoginAsync(Token);

        Assert.Equal("t0k", login.Password.Reveal());
        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request =>
        {
            Assert.Matches("^AWS4-HMAC-SHA256 Credential=key/[0-9]{8}/us-east-1/ecr/aws4_request, SignedHeaders=", request.Authorization);
            Assert.Equal("AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken", request.Headers["X-Amz-Target"]);
            Assert.Equal(("application/x-amz-json-1.1", "{}"), (request.Headers["Content-Type"], request.Body));
        });
    }

    [Fact]
    public async Task A_right_that_is_missing_is_named()
    {
        using var server = new LoopbackServer(_ => new Answer(
            400, """{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User x is not authorized."}"""));

        var thrown = await Assert.ThrowsAsync<RegistryLoginException>(() => Client(At(server)).LoginAsync(Token));

        Assert.Equal(
            "Could not log in to ECR: AWS in us-east-1 refused (AccessDeniedException: User x is not authorized). Check the credentials "
            + "with 'aws sts get-caller-identity'; they need ecr:GetAuthorizationToken.",
            thrown.Message);
    }

    [Fact]
    public async Task Credentials_that_are_missing_are_asked_for()
    {
        var client = new EcrClient(
            "us-east-1", null, () => throw new AmazonClientException("Unable to find credentials"), TransientRetry.Rule, clock);

        var thrown = await Assert.ThrowsAsync<RegistryLoginException>(() => client.LoginAsync(Token));

        Assert.Equal(
            "Could not log in to ECR: no AWS credentials were found (Unable to find credentials). Log in with 'aws sso login', or set "
            + "AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
            thrown.Message);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_one_sentence()
    {
        var port = LoopbackServer.FreePort();

        var thrown = await Assert.ThrowsAsync<RegistryUnreachableException>(
            () => Client(new Uri($"http://127.0.0.1:{port}")).LoginAsync(Token));

        Assert.StartsWith(
            $"Could not log in to ECR: http://127.0.0.1:{port} does not answer (", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("<html/>")]
    [InlineData("""{"authorizationData":[]}""")]
    [InlineData("""{"authorizationData":[{"authorizationToken":"bm8gY29sb24="}]}""")]
    public async Task An_answer_without_a_token_is_one_sentence(string body)
    {
        using var server = new LoopbackServer(_ => new Answer(200, body));

        var thrown = await Assert.ThrowsAsync<RegistryRefusedException>(() => Client(At(server)).LoginAsync(Token));

        Assert.Equal(
            "Could not log in to ECR: the answer holds no token. Mend what it says and run the target again.", thrown.Message);
    }

    private static Uri At(LoopbackServer server) => new($"http://127.0.0.1:{server.Port}");

    private EcrClient Client(Uri endpoint) => new(
        "us-east-1",
        endpoint,
        () => new BasicAWSCredentials("key", "secret"),
        new RetryRule(3, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30)),
        clock);
}
