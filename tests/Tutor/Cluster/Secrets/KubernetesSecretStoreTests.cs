using System.Text.Json.Nodes;
using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Secrets;

/// <summary>The store against the stand-in API server.</summary>
public static class KubernetesSecretStoreTests
{
    private static readonly SecretAddress Address = new("prod", "mysql-openedx");

    [Fact]
    public static async Task Creates_the_namespace_and_the_record_and_reads_them_back()
    {
        await using var server = await ApiServerProcess.StartAsync();
        using var store = Store(server);
        Assert.Null(await store.ReadAsync(Address, Token));
        Assert.Equal(new SecretList(false, []), await store.ListAsync("prod", Token), SameList);

        var made = await store.CreateIfAbsentAsync(Record("first"), Token);
        Assert.True(made.Created);
        var read = await store.ReadAsync(Address, Token);
        Assert.Equal("first", read!.Keys["PASSWORD"].Reveal());
        Assert.Equal("2", read.Annotations[SecretRecord.RotationAnnotation]);
        Assert.Equal(2, read.Rotation);
        Assert.Equal(made.Record.Version, read.Version);
        var list = await store.ListAsync("prod", Token);
        Assert.True(list.NamespaceExists);
        Assert.Equal(Address, Assert.Single(list.Records).Address);
    }

    [Fact]
    public static async Task Never_overwrites_what_is_there()
    {
        await using var server = await ApiServerProcess.StartAsync();
        using var store = Store(server);
        await store.CreateIfAbsentAsync(Record("first"), Token);
        var again = await store.CreateIfAbsentAsync(Record("second"), Token);
        Assert.False(again.Created);
        Assert.Equal("first", again.Record.Keys["PASSWORD"].Reveal());
    }

    [Fact]
    public static async Task Replaces_what_it_read_and_keeps_other_keys()
    {
        await using var server = await ApiServerProcess.StartAsync();
        using var store = Store(server);
        var made = await store.CreateIfAbsentAsync(Record("first"), Token);
        await server.SendAsync(
            "PATCH", "/api/v1/namespaces/prod/secrets/mysql-openedx", JsonNode.Parse("""{"data":{"OTHER":"eA=="}}"""),
            "application/merge-patch+json");
        var stale = await Assert.ThrowsAsync<SecretConflictException>(
            () => store.ReplaceAsync(made.Record with { Keys = Keys("second") }, Token));
        Assert.Equal(
            "Could not replace the Secret prod/mysql-openedx: it was changed since it was read (Operation cannot be fulfilled on secrets "
            + "\"mysql-openedx\": the object has been modified; please apply your changes to the latest version and try again), and "
            + "nothing was written. Run the command again: it reads the new state first. If this happens each time, look for another "
            + "pipeline at work.",
            stale.Message);

        var fresh = await store.ReadAsync(Address, Token);
        var replaced = await store.ReplaceAsync(fresh! with { Keys = Keys("second") }, Token);
        Assert.Equal("second", replaced.Keys["PASSWORD"].Reveal());
        Assert.Equal("x", replaced.Keys["OTHER"].Reveal());
    }

    [Fact]
    public static async Task Keeps_its_hands_off_values_that_are_no_text()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.SendAsync(
            "POST", "/api/v1/namespaces/default/secrets",
            JsonNode.Parse("""{"metadata":{"name":"odd"},"data":{"binary":"/w==","empty":"","text":"aA=="}}"""));
        using var store = Store(server);
        var record = await store.ReadAsync(new SecretAddress("default", "odd"), Token);
        Assert.Equal(["text"], record!.Keys.Keys);
        Assert.Equal(["binary", "empty"], record.UnreadKeys);
        Assert.True(record.Has("empty"));
    }

    [Fact]
    public static async Task Waits_as_long_as_the_server_asks_and_tries_again()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.FailAsync("""{"count":1,"status":429,"retryAfter":3}""");
        await server.FailAsync("""{"count":2,"status":503}""");
        var clock = new FakeClock(DateTimeOffset.UtcNow);
        using var store = Store(server, time: clock);
        Assert.Null(await store.ReadAsync(Address, Token));
        Assert.Equal([TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)], clock.Waits);
    }

    [Fact]
    public static async Task A_record_whose_answer_was_lost_counts_as_made()
    {
        await using var server = await ApiServerProcess.StartAsync();
        using var other = Store(server);
        await other.CreateIfAbsentAsync(Record("same"), Token);
        using var store = Store(server);
        Assert.True((await store.CreateIfAbsentAsync(Record("same"), Token)).Created);
    }

    [Fact]
    public static async Task Says_what_a_server_answered_that_stays_unavailable()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.FailAsync("""{"count":100,"status":503}""");
        using var store = Store(server, time: new FakeClock(DateTimeOffset.UtcNow));
        var failure = await Assert.ThrowsAsync<SecretStoreUnavailableException>(() => store.ReadAsync(Address, Token));
        Assert.Equal(
            $"Could not read the Secret prod/mysql-openedx: the cluster at {server.Url} is not available; after 6 attempts: it "
            + "answered 503 (the rehearsal was asked to answer 503). Check that it is up and can be reached from here "
            + "(./build.sh Doctor), then run the same command again: what was already made is kept.",
            failure.Message);
    }

    [Fact]
    public static async Task A_server_that_hangs_is_given_up_after_its_time()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.FailAsync("""{"count":100,"kind":"hang"}""");
        var rule = new RetryRule(2, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.5));
        using var store = Store(server, rule);
        var failure = await Assert.ThrowsAsync<SecretStoreUnavailableException>(() => store.ReadAsync(Address, Token));
        Assert.Contains("after 2 attempts: it did not answer within 0.5 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task A_connection_that_breaks_is_made_again()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.FailAsync("""{"count":2,"kind":"close"}""");
        using var store = Store(server);
        Assert.True((await store.CreateIfAbsentAsync(Record("first"), Token)).Created);
    }

    [Fact]
    public static async Task A_wrong_token_is_refused_at_once_with_the_way_out()
    {
        await using var server = await ApiServerProcess.StartAsync();
        using var store = Store(server.Url, server.Authority, "wrong");
        var failure = await Assert.ThrowsAsync<SecretStoreRefusedException>(() => store.ReadAsync(Address, Token));
        Assert.Equal(401, failure.Status);
        Assert.Equal(
            $"Could not read the Secret prod/mysql-openedx: the cluster at {server.Url} refused with 401 (Unauthorized). The "
            + "credentials are wrong or have expired: log in to AWS again, or name another kubeconfig with --kubeconfig.",
            failure.Message);
        Assert.Single(await server.RequestsAsync());
    }

    [Fact]
    public static async Task A_namespace_that_is_being_deleted_is_named_with_what_holds_it()
    {
        await using var server = await ApiServerProcess.StartAsync();
        using var store = Store(server);
        await store.CreateIfAbsentAsync(Record("first"), Token);
        await server.SendAsync(
            "PATCH", "/api/v1/namespaces/prod/secrets/mysql-openedx",
            JsonNode.Parse("""{"metadata":{"finalizers":["example.com/hold"]}}"""), "application/merge-patch+json");
        await server.SendAsync("DELETE", "/api/v1/namespaces/prod");
        var other = Record("second") with { Address = new SecretAddress("prod", "jwt") };
        var failure = await Assert.ThrowsAsync<SecretNamespaceEndingException>(() => store.CreateIfAbsentAsync(other, Token));
        Assert.Equal(
            "Could not create the Secret prod/jwt: the namespace prod is being deleted, and takes nothing new. Wait until it is gone "
            + "(kubectl get namespace prod), then run the same command again. If it stays, a finalizer holds it: kubectl describe "
            + "namespace prod names it.",
            failure.Message);
    }

    [Fact]
    public static async Task Reaches_a_cluster_by_endpoint_authority_and_token()
    {
        await using var server = await ApiServerProcess.StartAsync();
        using var store = Store(server.Url, server.Authority, server.Token);
        Assert.True((await store.CreateIfAbsentAsync(Record("first"), Token)).Created);
    }

    [Fact]
    public static async Task Does_not_trust_a_server_with_another_authority_and_does_not_ask_twice()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await using var other = await ApiServerProcess.StartAsync();
        using var store = Store(server.Url, other.Authority, server.Token);
        var failure = await Assert.ThrowsAsync<SecretStoreUnavailableException>(() => store.ReadAsync(Address, Token));
        Assert.Contains("after 1 attempt: ", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await server.RequestsAsync());
    }

    [Fact]
    public static async Task Shows_no_value_in_any_failure()
    {
        await using var server = await ApiServerProcess.StartAsync();
        using var store = Store(server, time: new FakeClock(DateTimeOffset.UtcNow));
        const string marked = "Marked-Value.1";
        foreach (var status in new[] { 400, 401, 403, 422, 500, 503 })
        {
            await server.FailAsync($$"""{"count":6,"status":{{status}},"method":"POST"}""");
            var failure = await Assert.ThrowsAnyAsync<SecretStoreException>(() => store.CreateIfAbsentAsync(Record(marked), Token));
            Assert.DoesNotContain(marked, failure.ToString(), StringComparison.Ordinal);
            await server.SendAsync("DELETE", "/rehearsal/faults");
        }

        Assert.DoesNotContain(marked, Record(marked).ToString(), StringComparison.Ordinal);
        Assert.Equal("a *** and *** here", SecretJson.Mask($"a {marked} and TWFya2VkLVZhbHVlLjE= here", Record(marked)));
    }

    [Fact]
    public static void A_kubeconfig_that_is_not_there_is_named()
    {
        var failure = Assert.Throws<ClusterAccessException>(() => new KubeconfigAccess("/nowhere/kubeconfig", "prod").Configure());
        Assert.StartsWith(
            "The cluster cannot be reached by /nowhere/kubeconfig with context prod: ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("or name another with --kubeconfig and --context.", failure.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Dictionary<string, Secret> Keys(string password) => new() { ["PASSWORD"] = new Secret(password) };

    private static SecretRecord Record(string password) =>
        new(Address, Keys(password), new Dictionary<string, string> { [SecretRecord.RotationAnnotation] = "2" });

    private static KubernetesSecretStore Store(ApiServerProcess server, RetryRule? rule = null, TimeProvider? time = null) =>
        new(() => new ClusterConnection(new KubeconfigAccess(server.Kubeconfig, null), rule, time));

    private static KubernetesSecretStore Store(string url, string authority, string token) =>
        new(new EndpointAccess(new Uri(url), authority, new FixedTokens(token)));

    private static bool SameList(SecretList one, SecretList other) =>
        one.NamespaceExists == other.NamespaceExists && one.Records.SequenceEqual(other.Records);

    private sealed class FixedTokens(string token) : IClusterTokens
    {
        public Task<Secret> GetAsync(CancellationToken cancellationToken) => Task.FromResult(new Secret(token));
    }
}
