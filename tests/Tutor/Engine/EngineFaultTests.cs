using System.Net.Sockets;
using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Engine;
using TutorPipeline.Tutor.Tests.Registry;

namespace TutorPipeline.Tutor.Tests.Engine;

/// <summary>Whatever is wrong with the engine is one sentence with a way out.</summary>
public sealed class EngineFaultTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly ImageReference Name = ImageReference.Parse("localhost:5000/openedx:1", null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_socket_says_how_to_get_an_engine()
    {
        using var engine = new DockerEngine(new Uri("unix:///nowhere/docker.sock"));

        var thrown = await Assert.ThrowsAsync<NoEngineException>(() => engine.ExamineAsync(Token));

        Assert.Equal(
            "No container engine answers at unix:///nowhere/docker.sock: there is no such socket. Start Docker (on Debian: "
            + "'apt-get install docker.io', then 'systemctl start docker'), or name another engine by the environment variable "
            + "DOCKER_HOST, such as tcp://127.0.0.1:2375.",
            thrown.Message);
    }

    [Fact]
    public async Task A_refused_connection_says_so()
    {
        var port = LoopbackServer.FreePort();
        using var engine = new DockerEngine(new Uri($"tcp://127.0.0.1:{port}"));

        var thrown = await Assert.ThrowsAsync<NoEngineException>(() => engine.FindAsync(Name, Token));

        Assert.StartsWith(
            $"No container engine answers at tcp://127.0.0.1:{port}/: the connection is refused. Start Docker",
            thrown.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_nobody_listens_at_says_so()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.sock");
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            using var engine = new DockerEngine(new Uri($"unix://{path}"));

            var thrown = await Assert.ThrowsAsync<NoEngineException>(() => engine.ExamineAsync(Token));

            Assert.Contains($"at unix://{path}: the connection is refused. Start Docker", thrown.Message, StringComparison.Ordinal);
        }

        File.Delete(path);
    }

    [Fact]
    public void A_socket_without_permission_says_how_to_get_it()
    {
        var denied = new HttpRequestException("Connection failed.", new SocketException((int)SocketError.AccessDenied));

        var fault = EngineFaults.Of(denied, "unix:///var/run/docker.sock", "say what it is");

        Assert.Equal(
            "You may not use the container engine at unix:///var/run/docker.sock: permission denied. Become a member of its group "
            + "('sudo usermod -aG docker $USER', then log in anew), or name an engine of your own by the environment variable DOCKER_HOST.",
            Assert.IsType<EnginePermissionException>(fault).Message);
    }

    [Fact]
    public async Task An_engine_that_is_too_old_is_named_with_what_is_needed()
    {
        using var server = new LoopbackServer(_ => new Answer(200, """{"Version":"19.03.15","ApiVersion":"1.40"}""", Json));
        using var engine = new DockerEngine(new Uri($"tcp://127.0.0.1:{server.Port}"));

        var thrown = await Assert.ThrowsAsync<EngineTooOldException>(() => engine.ExamineAsync(Token));

        Assert.Equal(
            $"The container engine at tcp://127.0.0.1:{server.Port}/ is too old: it is version 19.03.15 with API 1.40, and API 1.41 "
            + "(Docker 20.10) or newer is needed. Update it, or name another engine by the environment variable DOCKER_HOST.",
            thrown.Message);
    }

    [Fact]
    public async Task An_engine_that_closes_the_connection_is_one_sentence()
    {
        using var server = new LoopbackServer(_ => null);
        using var engine = new DockerEngine(new Uri($"tcp://127.0.0.1:{server.Port}"));

        var thrown = await Assert.ThrowsAsync<EngineRefusedException>(() => engine.HistoryAsync(Name, Token));

        Assert.Matches(
            $"^The container engine did not tell the history of {Name}: the connection to tcp://127.0.0.1:{server.Port}/ "
            + "broke \\(.*\\)\\. Mend",
            thrown.Message);
    }

    [Fact]
    public async Task What_the_engine_says_is_repeated_without_its_wrapping()
    {
        using var server = new LoopbackServer(_ => new Answer(500, """{"message":"no space left on device"}""", Json));
        using var engine = new DockerEngine(new Uri($"tcp://127.0.0.1:{server.Port}"));

        var thrown = await Assert.ThrowsAsync<EngineRefusedException>(() => engine.UntagAsync(Name, Token));

        Assert.Equal(
            $"The container engine did not take the name {Name} away: no space left on device. Mend what it says and run the target again; "
            + "'docker info' and the engine's own log tell more.",
            thrown.Message);
    }

    [Theory]
    [InlineData("denied: Your authorization token has expired. Reauthenticate and try again.", true, "Check the login")]
    [InlineData("no basic auth credentials", true, "Check the login")]
    [InlineData("denied: User: arn:aws:iam::1:user/x is not authorized to perform: ecr:PutImage", false, "Mend what it says")]
    [InlineData("name unknown: The repository with name 'openedx' does not exist in the registry", false, "Run ProvisionRegistry")]
    [InlineData("tag invalid: The image tag '1' already exists in the 'openedx' repository", false, "Run BuildImage again")]
    public async Task A_refused_push_says_whether_another_login_may_help(string said, bool isForLogin, string wayOut)
    {
        var body = $$"""
            {"status":"The push refers to repository [localhost:5000/openedx]"}
            {"errorDetail":{"message":"{{said}}"},"error":"{{said}}"}
            """;
        using var server = new LoopbackServer(_ => new Answer(200, body, Json));
        using var engine = new DockerEngine(new Uri($"tcp://127.0.0.1:{server.Port}"));

        var thrown = await Assert.ThrowsAsync<PushRefusedException>(
            () => engine.PushAsync(Name, null, new Progress<LayerProgress>(), Token));

        Assert.StartsWith(
            $"The push of {Name} was refused: {said.TrimEnd('.')}. No tag was made by it. {wayOut}",
            thrown.Message,
            StringComparison.Ordinal);
        Assert.Equal(isForLogin, thrown.IsForLogin);
    }

    [Fact]
    public async Task A_push_reports_its_layers_and_the_digest()
    {
        const string body = $$$"""
            {"status":"Preparing","progressDetail":{},"id":"aaa"}
            {"status":"Pushing","progressDetail":{"current":512,"total":2048},"progress":"[==>]","id":"aaa"}
            {"status":"Layer already exists","progressDetail":{},"id":"bbb"}
            {"progressDetail":{},"aux":{"Tag":"1","Digest":"{{{Digest}}}","Size":428}}
            """;
        using var server = new LoopbackServer(_ => new Answer(200, body, Json));
        using var engine = new DockerEngine(new Uri($"tcp://127.0.0.1:{server.Port}"));
        var layers = new LayerList();

        var digest = await engine.PushAsync(Name, new RegistryLogin("AWS", new Model.Secret("s3cret")), layers, Token);

        Assert.Equal(Digest, digest);
        Assert.Equal(
            [new("aaa", "Preparing", 0, null), new("aaa", "Pushing", 512, 2048), new("bbb", "Layer already exists", 0, null)],
            layers.Reported);
    }

    private static (string Name, string Value) Json => ("Content-Type", "application/json");

    private sealed class LayerList : IProgress<LayerProgress>
    {
        public List<LayerProgress> Reported { get; } = [];

        public void Report(LayerProgress value) => Reported.Add(value);
    }
}
