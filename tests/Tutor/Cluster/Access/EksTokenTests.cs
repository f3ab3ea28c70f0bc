using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using Amazon.Runtime;
using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Access;

public static class EksTokenTests
{
    private static readonly DateTimeOffset SignedAt = new(2026, 3, 13, 10, 3, 42, TimeSpan.Zero);

    [Fact]
    public static void Is_a_presigned_question_who_the_caller_is_that_names_the_cluster()
    {
        var token = EksToken.Sign(new BasicAWSCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI"), "eu-west-1", "courses-yourschool", SignedAt);
        var text = token.Text.Reveal();
        Assert.StartsWith("k8s-aws-v1.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("=", text, StringComparison.Ordinal);
        var query = Query(text);
        Assert.Equal("https://sts.eu-west-1.amazonaws.com/", Url(text).GetLeftPart(UriPartial.Path));
        Assert.Equal("GetCallerIdentity", query["Action"]);
        Assert.Equal("60", query["X-Amz-Expires"]);
        Assert.Equal("20260313T100342Z", query["X-Amz-Date"]);
        Assert.Equal("AKIDEXAMPLE/20260313/eu-west-1/sts/aws4_request", query["X-Amz-Credential"]);
        Assert.Equal("host;x-k8s-aws-id", query["X-Amz-SignedHeaders"]);
        Assert.Equal(SignedAt.AddMinutes(14), token.ExpiresAt);
    }

    [Theory]
    [InlineData("us-east-1", "courses-yourschool-virginia", null)]
    [InlineData("eu-central-1", "a", "a/session+token==")]
    public static async Task Has_the_signature_that_botocore_makes(string region, string cluster, string? session)
    {
        AWSCredentials credentials = session is null ? new BasicAWSCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCY")
            : new SessionAWSCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCY", session);
        var expected = await BotocoreAsync(
            "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCY", session ?? "-", region, cluster, "20260313T100342Z");
        var ours = EksToken.Sign(credentials, region, cluster, SignedAt).Text.Reveal();

        // The order of the parameters is free; what is signed is not.
        Assert.Equal(Query(expected).OrderBy(p => p.Key), Query(ours).OrderBy(p => p.Key));
        Assert.Equal(64, Query(ours)["X-Amz-Signature"].Length);
    }

    [Fact]
    public static async Task Opens_the_door_of_a_server_that_takes_tokens_of_eks()
    {
        await using var server = await ApiServerProcess.StartAsync("--eks-cluster", "prod");
        var tokens = new EksTokens("us-east-1", "prod", () => new BasicAWSCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI"));
        using var store = new KubernetesSecretStore(new EndpointAccess(new Uri(server.Url), server.Authority, tokens));
        Assert.True((await store.ListAsync("default", TestContext.Current.CancellationToken)).NamespaceExists);
    }

    [Fact]
    public static async Task Is_kept_until_it_is_about_to_expire_and_then_made_anew()
    {
        var clock = new FakeClock(SignedAt);
        var asked = 0;
        var tokens = new EksTokens("us-east-1", "prod", () => Count(ref asked), clock);
        var first = await tokens.GetAsync(TestContext.Current.CancellationToken);
        clock.Now += TimeSpan.FromMinutes(12);
        Assert.Equal(first, await tokens.GetAsync(TestContext.Current.CancellationToken));
        clock.Now += TimeSpan.FromMinutes(1);
        Assert.NotEqual(first, await tokens.GetAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, asked);
    }

    [Fact]
    public static async Task Without_credentials_the_message_says_how_to_log_in()
    {
        var tokens = new EksTokens("us-east-1", "prod", () => throw new AmazonClientException("nothing in the chain"));
        var failure = await Assert.ThrowsAsync<NoAwsCredentialsException>(() => tokens.GetAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            "Could not log in to the cluster prod: no AWS credentials were found (nothing in the chain). Log in with 'aws sso login', set "
            + "AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or reach the cluster with --kubeconfig.",
            failure.Message);
    }

    private static BasicAWSCredentials Count(ref int asked)
    {
        asked++;
        return new BasicAWSCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI");
    }

    private static Uri Url(string token) => new(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.AsSpan("k8s-aws-v1.".Length))));

    private static Dictionary<string, string> Query(string token) => Url(token).Query.TrimStart('?').Split('&')
        .Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));

    private static async Task<string> BotocoreAsync(params string[] arguments)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Cluster", "Access", "botocore_token.py");
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", [script, .. arguments])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var (output, error) = (python.StandardOutput.ReadToEndAsync(), python.StandardError.ReadToEndAsync());
            await python.WaitForExitAsync();
            Assert.SkipWhen(
                (await error).Contains("No module named", StringComparison.Ordinal), "botocore is missing: pip install botocore");
            Assert.True(python.ExitCode == 0, await error);
            return (await output).Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not on PATH; install it and botocore (pip install botocore) to compare signatures.");
            throw;
        }
    }
}
