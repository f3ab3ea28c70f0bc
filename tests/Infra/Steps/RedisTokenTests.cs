using TutorPipeline.Infra.Calls;
using TutorPipeline.Infra.Steps;
using TutorPipeline.Infra.Tests.Calls;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Steps;

public sealed class RedisTokenTests : IDisposable
{
    private static readonly SecretAddress Address = new("prod", "redis");
    private readonly LoopbackAws server;
    private readonly OneSecret store = new(Secret(rotation: 1));
    private readonly Notes notes = new();

    // What ElastiCache would hold: whether there is a token, for how many more questions it is being changed, whether the cache exists.
    private bool hasToken;
    private int busy;
    private bool exists = true;

    public RedisTokenTests() => server = new LoopbackAws(Answer);

    [Fact]
    public async Task Adds_the_token_and_then_makes_it_the_only_one()
    {
        var change = await RunAsync();

        Assert.Equal(
            new Change(ChangeKind.Create, "redis/auth_token", "cache-1 has no token yet; clients have to log in from then on"), change);
        Assert.Equal(["ROTATE", "SET"], Strategies());
        Assert.Equal("set 1", store.Record!.Annotations[RedisToken.Annotation]);
        Assert.All(Modifications(), call => Assert.Equal("token-of-the-cache-1", call.Field("AuthToken")));
        Assert.All(Modifications(), call => Assert.Equal("true", call.Field("ApplyImmediately")));
        Assert.Contains("Waiting: the replication group cache-1 is modifying, its token is being changed", notes.Lines);
        Assert.DoesNotContain(notes.Lines, line => line.Contains("token-of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leaves_a_token_alone_that_is_in_force()
    {
        await RunAsync();
        var before = Modifications().Count;

        var change = await RunAsync();

        Assert.Equal(new Change(ChangeKind.Skip, "redis/auth_token", "rotation 1 is in force"), change);
        Assert.Equal(before, Modifications().Count);
    }

    [Fact]
    public async Task Carries_a_rotation_over()
    {
        await RunAsync();
        store.Record = Secret(rotation: 2, mark: "set 1");

        var change = await RunAsync();

        Assert.Equal(
            new Change(ChangeKind.Update, "redis/auth_token", "rotation 2 is added and then becomes the only one"), change);
        Assert.Equal(["ROTATE", "SET", "ROTATE", "SET"], Strategies());
        Assert.Equal("token-of-the-cache-2", Modifications()[^1].Field("AuthToken"));
        Assert.Equal("set 2", store.Record.Annotations[RedisToken.Annotation]);
    }

    [Fact]
    public async Task Continues_where_an_interrupted_run_stopped()
    {
        hasToken = true;
        store.Record = Secret(rotation: 3, mark: "rotated 3");

        Assert.Equal("rotation 3 becomes the only one", (await RunAsync()).Detail);

        Assert.Equal(["SET"], Strategies());
    }

    [Fact]
    public async Task Gives_the_token_to_a_cache_that_was_made_anew()
    {
        store.Record = Secret(rotation: 1, mark: "set 1");

        await RunAsync();

        Assert.Equal(["ROTATE", "SET"], Strategies());
    }

    [Fact]
    public async Task Only_shows_what_it_would_do_before_there_is_a_cache_or_a_secret()
    {
        exists = false;
        var withoutCache = await Step().PlanAsync(notes, default);
        (exists, store.Record) = (true, null);
        var withoutSecret = await Step().PlanAsync(notes, default);

        Assert.Equal(["ProvisionRedis"], withoutCache.PlaceholdersFrom);
        Assert.Equal("set through ElastiCache's API (known after ProvisionRedis)", Assert.Single(withoutCache.Changes).Detail);
        Assert.Equal(["SyncSecrets"], withoutSecret.PlaceholdersFrom);
        Assert.Empty(Modifications());
    }

    [Fact]
    public async Task Says_that_elasticache_takes_too_long()
    {
        busy = 10;
        var plan = await Step().PlanAsync(notes, default);

        var error = await Assert.ThrowsAsync<NotFinishedInTimeException>(() => Step(Notes.OneLook).ApplyAsync(plan, notes, default));

        Assert.Equal(
            "Waited 0 minutes for AWS, and still the replication group cache-1 is modifying, its token is being changed. Look at its "
            + "events in the console of ElastiCache, then run ProvisionRedis again: it continues.",
            error.Message);
        Assert.Empty(Modifications());
    }

    [Fact]
    public async Task Says_that_the_secret_went_away()
    {
        var plan = await Step().PlanAsync(notes, default);
        store.Record = null;

        var error = await Assert.ThrowsAsync<RedisTokenMissingException>(() => Step().ApplyAsync(plan, notes, default));

        Assert.Equal(
            "The token of Redis cannot be set: the Secret prod/redis has no REDIS_PASSWORD any more, and nothing was changed at "
            + "ElastiCache. Run SyncSecrets, which makes it anew, then ProvisionRedis again.",
            error.Message);
    }

    public void Dispose() => server.Dispose();

    private static SecretRecord Secret(int rotation, string? mark = null)
    {
        var annotations = new Dictionary<string, string> { [SecretRecord.RotationAnnotation] = $"{rotation}" };
        if (mark is not null)
        {
            annotations[RedisToken.Annotation] = mark;
        }

        var keys = new Dictionary<string, Secret> { [RedisToken.Key] = new($"token-of-the-cache-{rotation}") };
        return new(Address, keys, annotations, "1");
    }

    private async Task<Change> RunAsync()
    {
        var plan = await Step().PlanAsync(notes, default);
        await Step().ApplyAsync(plan, notes, default);
        return Assert.Single(plan.Changes);
    }

    private RedisToken Step(Patience? patience = null) =>
        new(new CacheCalls(server.Aws), store, Address, "cache-1", patience ?? Notes.Impatience);

    private List<AskedCall> Modifications() => [.. server.Asked.Where(call => call.Operation == "ModifyReplicationGroup")];

    private IEnumerable<string?> Strategies() => Modifications().Select(call => call.Field("AuthTokenUpdateStrategy"));

    private LoopbackAnswer Answer(AskedCall call)
    {
        if (!exists)
        {
            return LoopbackAnswer.Fault(404, "ReplicationGroupNotFoundFault", "no such group");
        }

        if (call.Operation == "ModifyReplicationGroup")
        {
            (hasToken, busy) = (true, 2);
            return new("<R/>");
        }

        var (status, pending) = busy-- > 0
            ? ("modifying", "<PendingModifiedValues><AuthTokenStatus>SETTING</AuthTokenStatus></PendingModifiedValues>")
            : ("available", "<PendingModifiedValues/>");
        return new(
            "<DescribeReplicationGroupsResponse xmlns=\"http://elasticache.amazonaws.com/doc/2015-02-02/\"><Result><ReplicationGroups>"
            + $"<ReplicationGroup><Status>{status}</Status><AuthTokenEnabled>{(hasToken ? "true" : "false")}</AuthTokenEnabled>{pending}"
            + "</ReplicationGroup></ReplicationGroups></Result></DescribeReplicationGroupsResponse>");
    }
}
