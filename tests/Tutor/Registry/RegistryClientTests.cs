using TutorPipeline.Model;
using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Engine;
using TutorPipeline.Tutor.Registry;

namespace TutorPipeline.Tutor.Tests.Registry;

/// <summary>What the client makes of registries that are slow, closed, broken or want to be logged in to.</summary>
public sealed class RegistryClientTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Other = "sha256:fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";

    private static readonly Answer Found = new(200, "", ("Docker-Content-Digest", Digest));

    private readonly FakeClock clock = new(DateTimeOffset.UnixEpoch);
    private int logins;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finds_a_digest_by_a_single_request()
    {
        using var server = new LoopbackServer(_ => Found);
        using var client = Client();

        Assert.Equal(Digest, await client.FindDigestAsync(At(server), Token));
        Assert.Equal("HEAD /v2/team/openedx/manifests/1", Assert.Single(Lines(server)));
        Assert.Equal(0, logins);
    }

    [Fact]
    public async Task What_is_not_there_is_null()
    {
        using var server = new LoopbackServer(_ => new Answer(404, """{"errors":[{"code":"NAME_UNKNOWN","message":"unknown"}]}"""));
        using var client = Client();

        Assert.Null(await client.FindDigestAsync(At(server), Token));
        Assert.Null(await client.ReadManifestAsync(At(server), Token));
    }

    [Fact]
    public async Task A_registry_that_names_no_digest_is_asked_for_the_bytes()
    {
        using var server = new LoopbackServer(_ => new Answer(200, "{}"));
        using var client = Client();

        Assert.Equal(
            "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", await client.FindDigestAsync(At(server), Token));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Tries_again_what_passes_and_waits_as_long_as_it_is_asked_to(int status)
    {
        using var server = new LoopbackServer(_ => clock.Waits.Count < 2 ? new Answer(status, "", ("Retry-After", "7")) : Found);
        using var client = Client();

        Assert.Equal(Digest, await client.FindDigestAsync(At(server), Token));
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7)], clock.Waits);
    }

    [Fact]
    public async Task A_registry_that_stays_broken_is_named_with_what_it_said()
    {
        using var server = new LoopbackServer(_ => new Answer(500, """{"errors":[{"code":"UNKNOWN","message":"disk full."}]}"""));
        using var client = Client();

        var thrown = await Assert.ThrowsAsync<RegistryRefusedException>(() => client.ReadManifestAsync(At(server), Token));

        Assert.Equal(
            $"Could not read the manifest of {At(server)}: 127.0.0.1:{server.Port} answered HTTP 500, UNKNOWN: disk full. Mend what it "
            + "says and run the target again.",
            thrown.Message);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_connection_that_closes_without_a_word_is_tried_again()
    {
        using var server = new LoopbackServer(_ => clock.Waits.Count < 1 ? null : Found);
        using var client = Client();

        Assert.Equal(Digest, await client.FindDigestAsync(At(server), Token));
    }

    [Fact]
    public async Task A_registry_that_is_not_there_is_one_sentence()
    {
        using var client = Client();
        var image = ImageReference.Parse($"127.0.0.1:{LoopbackServer.FreePort()}/openedx:1", null);

        var thrown = await Assert.ThrowsAsync<RegistryUnreachableException>(() => client.FindDigestAsync(image, Token));

        Assert.Equal(
            $"Could not look for {image}: http://{image.Registry} does not answer (Connection refused ({image.Registry})). Check the "
            + "network, the region and the registry's name; --registry names another registry.",
            thrown.Message);
    }

    [Fact]
    public async Task Logs_in_by_user_and_password_once_for_all_requests()
    {
        using var server = new LoopbackServer(r => r.Authorization is null ? Challenge("Basic realm=\"x\"") : Found);
        using var client = Client();

        await client.FindDigestAsync(At(server), Token);
        await client.FindDigestAsync(At(server), Token);

        Assert.Equal(1, logins);
        Assert.Equal([null, "Basic QVdTOnRva2VuMQ==", "Basic QVdTOnRva2VuMQ=="], server.Requests.Select(r => r.Authorization));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Logs_in_anew_when_the_token_has_expired(int status)
    {
        // The second login has another token: "AWS:token2".
        using var server = new LoopbackServer(r => r.Authorization switch
        {
            null => Challenge("Basic realm=\"x\""),
            "Basic QVdTOnRva2VuMQ==" when r.Path.EndsWith("/2", StringComparison.Ordinal) => Challenge("Basic realm=\"x\"", status),
            _ => Found,
        });
        using var client = Client();

        await client.FindDigestAsync(At(server), Token);

        Assert.Equal(Digest, await client.FindDigestAsync(At(server).WithTag("2"), Token));
        Assert.Equal(2, logins);
    }

    [Fact]
    public async Task Fetches_a_token_where_the_registry_says()
    {
        LoopbackServer? server = null;
        using var made = server = new LoopbackServer(r => r switch
        {
            { Path: var path } when path.StartsWith("/token", StringComparison.Ordinal) => new Answer(200, """{"token":"t0k"}"""),
            { Authorization: "Bearer t0k" } => Found,
            _ => Challenge(
                $"Bearer realm=\"http://127.0.0.1:{server!.Port}/token\",service=\"reg\",scope=\"repository:team/openedx:pull,push\""),
        });
        using var client = Client();

        Assert.Equal(Digest, await client.FindDigestAsync(At(server), Token));
        Assert.Equal("/token?service=reg&scope=repository%3Ateam%2Fopenedx%3Apull%2Cpush", server.Requests[1].Path);
        Assert.Equal("Basic QVdTOnRva2VuMQ==", server.Requests[1].Authorization);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_login_that_is_not_accepted_says_what_to_check_and_no_secret(int status)
    {
        using var server = new LoopbackServer(_ => Challenge("Basic realm=\"x\"", status));
        using var client = Client();

        var thrown = await Assert.ThrowsAsync<RegistryLoginException>(() => client.FindDigestAsync(At(server), Token));

        Assert.Equal(
            $"Could not look for {At(server)}: 127.0.0.1:{server.Port} does not accept the login (HTTP {status}). Check the AWS credentials, "
            + "or RegistryUser and RegistryPassword, and that they may read and write this repository.",
            thrown.Message);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_tag_is_the_same_bytes_under_another_name()
    {
        const string body = "{}";
        var digest = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        const string type = "application/vnd.oci.image.manifest.v1+json";
        using var server = new LoopbackServer(r => r switch
        {
            { Method: "GET" } => new Answer(200, body, ("Content-Type", type)),
            { Method: "PUT" } => new Answer(201, "", ("Docker-Content-Digest", digest)),
            _ => new Answer(404),
        });
        using var client = Client();

        await client.PutTagAsync(At(server).Name.WithDigest(digest), "2", Token);

        Assert.Equal(
            ["HEAD /v2/team/openedx/manifests/2", $"GET /v2/team/openedx/manifests/{digest}", "PUT /v2/team/openedx/manifests/2"],
            Lines(server));
        Assert.Equal((body, type), (server.Requests[2].Body, server.Requests[2].Headers["Content-Type"]));
    }

    [Fact]
    public async Task A_tag_that_names_another_image_is_never_moved()
    {
        using var server = new LoopbackServer(_ => Found);
        using var client = Client();
        var image = At(server).Name;

        var thrown = await Assert.ThrowsAsync<TagTakenException>(() => client.PutTagAsync(image.WithDigest(Other), "2", Token));

        Assert.Equal(
            $"The tag {image}:2 exists already and names another image: it has {Digest}, and this run has {Other}. Tags of releases "
            + "never move. Run BuildImage again: it takes what the registry has, or with --rebuild makes a new one under another tag.",
            thrown.Message);
        Assert.DoesNotContain(server.Requests, r => r.Method == "PUT");
    }

    [Theory]
    [InlineData(202, true)]
    [InlineData(405, false)]
    public async Task Deletes_a_tag_where_the_registry_can(int status, bool isGone)
    {
        using var server = new LoopbackServer(_ => new Answer(status));
        using var client = Client();

        Assert.Equal(isGone, await client.DeleteTagAsync(At(server), Token));
        Assert.Equal("DELETE /v2/team/openedx/manifests/1", Assert.Single(Lines(server)));
    }

    [Theory]
    [InlineData("localhost:5000/a:1", "http://localhost:5000/", "a")]
    [InlineData("[::1]:5000/a:1", "http://[::1]:5000/", "a")]
    [InlineData("127.1.2.3/a/b:1", "http://127.1.2.3/", "a/b")]
    [InlineData("1.dkr.ecr.us-east-1.amazonaws.com/openedx:1", "https://1.dkr.ecr.us-east-1.amazonaws.com/", "openedx")]
    [InlineData("10.0.0.7:5000/a:1", "https://10.0.0.7:5000/", "a")]
    [InlineData("python:3", "https://registry-1.docker.io/", "library/python")]
    [InlineData("docker.io/overhangio/openedx:1", "https://registry-1.docker.io/", "overhangio/openedx")]
    public void Only_loopback_is_spoken_to_in_clear(string image, string address, string repository)
    {
        var found = RegistryAddress.Of(ImageReference.Parse(image, null));

        Assert.Equal((address, repository), (found.Base.AbsoluteUri, found.Repository));
    }

    private static Answer Challenge(string challenge, int status = 401) => new(status, "", ("WWW-Authenticate", challenge));

    private static ImageReference At(LoopbackServer server) => ImageReference.Parse($"127.0.0.1:{server.Port}/team/openedx:1", null);

    private static IEnumerable<string> Lines(LoopbackServer server) => server.Requests.Select(r => $"{r.Method} {r.Path}");

    private RegistryClient Client() => new(
        _ => Task.FromResult<RegistryLogin?>(new RegistryLogin("AWS", new Secret($"token{++logins}"))),
        new RetryRule(4, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30)),
        clock);
}
