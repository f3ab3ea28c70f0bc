using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.Services;

namespace TutorPipeline.Harness.Tests;

/// <summary>The registry behind ECR's password.</summary>
public static class RegistryTests
{
    [Fact]
    public static async Task Takes_its_password_only_and_a_new_one_at_once()
    {
        OrSkip();
        await using var registry = await RehearsedRegistry.StartAsync("first", TestContext.Current.CancellationToken);

        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK),
            (await AskAsync(registry, null), await AskAsync(registry, "other"), await AskAsync(registry, "first")));
        registry.ChangePassword("second");
        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await AskAsync(registry, "first"), await AskAsync(registry, "second")));
        Assert.Equal("second", registry.Password);
    }

    [Fact]
    public static async Task Ecr_of_moto_hands_out_its_password()
    {
        OrSkip();
        Moto.OrSkip();
        using var platform = new Platform("""
            curl --silent --fail "$NUKE_AWS_ENDPOINT/" --data '{}' --header 'Content-Type: application/x-amz-json-1.1' \
              --header 'X-Amz-Target: AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken' \
              --header 'Authorization: AWS4-HMAC-SHA256 Credential=x/20260101/us-west-2/ecr/aws4_request, SignedHeaders=host' > token
            user=$(sed 's/.*"authorizationToken": "\([^"]*\)".*/\1/' token | base64 --decode)
            code=$(curl --silent --output answer --write-out '%{http_code}' --user "$user" "http://$NUKE_REGISTRY/v2/")
            echo "$NUKE_REGISTRY $code"
            cat token; rm token answer
            """).WithImages();

        var lines = platform.Run("PushImage").Output.Split('\n');

        Assert.EndsWith(" 200", lines[0], StringComparison.Ordinal);
        var data = JsonNode.Parse(lines[1])!["authorizationData"]![0]!;
        Assert.Equal("http://" + lines[0].Split(' ')[0], (string)data["proxyEndpoint"]!);
        Assert.True(DateTimeOffset.FromUnixTimeSeconds((long)data["expiresAt"]!) > DateTimeOffset.UtcNow.AddHours(11));
    }

    private static void OrSkip() => Assert.SkipWhen(RehearsedRegistry.WhyNot is not null, RehearsedRegistry.WhyNot ?? "");

    private static async Task<HttpStatusCode> AskAsync(RehearsedRegistry registry, string? password)
    {
        using var client = new HttpClient();
        if (password is not null)
        {
            var user = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{RehearsedRegistry.UserName}:{password}"));
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", user);
        }

        using var answer = await client.GetAsync(new Uri($"http://{registry.Host}/v2/"), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
