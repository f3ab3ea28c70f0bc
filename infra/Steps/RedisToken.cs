using TutorPipeline.Infra.Calls;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Steps;

/// <summary>What is to be done about the token of Redis.</summary>
/// <param name="Changes">One line that says it.</param>
/// <param name="NotLookedAt">What could not be looked at.</param>
/// <param name="PlaceholdersFrom">What has to be there first.</param>
public sealed record RedisTokenPlan(
    IReadOnlyList<Change> Changes, IReadOnlyList<NotLookedAt> NotLookedAt, IReadOnlyList<string> PlaceholdersFrom)
    : StagePlan(Changes, NotLookedAt, PlaceholdersFrom)
{
    /// <summary>The steps that are left, in order.</summary>
    public IReadOnlyList<TokenStrategy> Steps { get; init; } = [];
}

/// <summary>
/// Sets the token that clients of Redis log in with. Terraform's provider has no write-only form of it and would keep it in its state, so
/// it goes from the cluster's Secret to ElastiCache's API and nowhere else, once the cache is there.
/// </summary>
/// <remarks>
/// A token is first added and then made the only one, which is the order that ElastiCache asks for
/// (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html); how far that has come is written on the Secret, so that an
/// interrupted run is continued and a finished one not repeated.
/// </remarks>
/// <param name="cache">Asks ElastiCache.</param>
/// <param name="secrets">Holds the token.</param>
/// <param name="address">The Secret, such as <c>courses-yourschool-virginia/redis</c>.</param>
/// <param name="replicationGroupId">The cache.</param>
/// <param name="patience">How long to wait for ElastiCache; null for the ordinary.</param>
public sealed class RedisToken(
    CacheCalls cache, ISecretStore secrets, SecretAddress address, string replicationGroupId, Patience? patience = null)
    : IStage<RedisTokenPlan>
{
    /// <summary>The subject of the change.</summary>
    public const string Subject = "redis/auth_token";

    /// <summary>The key of the Secret that holds the token.</summary>
    public const string Key = "REDIS_PASSWORD";

    /// <summary>
    /// The annotation of the Secret that says how far ElastiCache follows it, such as <c>set 2</c> after the second rotation.
    /// </summary>
    public const string Annotation = "tutorpipeline/redis-token";

    private readonly Patience patience = patience ?? Patience.Ordinary;

    /// <inheritdoc/>
    public async Task<RedisTokenPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        if (await cache.FindAsync(replicationGroupId, cancellationToken) is not { } group)
        {
            return Waiting("set through ElastiCache's API (known after ProvisionRedis)", "ProvisionRedis");
        }

        if (await ReadAsync(cancellationToken) is not { } record)
        {
            return Waiting($"{Key} of the Secret {address} (known after SyncSecrets)", "SyncSecrets");
        }

        return Plan(group, record);
    }

    /// <inheritdoc/>
    /// <exception cref="AwsCallException">ElastiCache refused.</exception>
    /// <exception cref="NotFinishedInTimeException">ElastiCache takes too long.</exception>
    /// <exception cref="SecretStoreException">The Secret cannot be read or marked.</exception>
    public async Task ApplyAsync(RedisTokenPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        foreach (var step in plan.Steps)
        {
            await WaitUntilReadyAsync(report, cancellationToken);
            var record = await ReadAsync(cancellationToken) ?? throw new RedisTokenMissingException(address);
            await cache.ModifyTokenAsync(replicationGroupId, record.Keys[Key], step, cancellationToken);
            report.Information(step == TokenStrategy.Rotate
                ? "ElastiCache takes the token beside what it took before."
                : "ElastiCache takes the token only.");

            // Asked at once, ElastiCache may still show the state from before.
            await patience.PauseAsync(cancellationToken);
            await WaitUntilReadyAsync(report, cancellationToken);
            await MarkAsync(record, step, cancellationToken);
        }
    }

    private static RedisTokenPlan Waiting(string detail, string target) =>
        new([new Change(ChangeKind.Unknown, Subject, detail)], [], [target]);

    private static string Mark(TokenStrategy step, SecretRecord record) =>
        $"{(step == TokenStrategy.Set ? "set" : "rotated")} {record.Rotation}";

    private RedisTokenPlan Plan(ReplicationGroup group, SecretRecord record)
    {
        var mark = record.Annotations.GetValueOrDefault(Annotation);
        if (group.HasToken && mark == Mark(TokenStrategy.Set, record))
        {
            return new([new Change(ChangeKind.Skip, Subject, $"rotation {record.Rotation} is in force")], [], []);
        }

        var isAdded = group.HasToken && mark == Mark(TokenStrategy.Rotate, record);
        var detail = isAdded ? $"rotation {record.Rotation} becomes the only one"
            : group.HasToken ? $"rotation {record.Rotation} is added and then becomes the only one"
            : $"{replicationGroupId} has no token yet; clients have to log in from then on";
        return new([new Change(group.HasToken ? ChangeKind.Update : ChangeKind.Create, Subject, detail)], [], [])
        {
            Steps = isAdded ? [TokenStrategy.Set] : [TokenStrategy.Rotate, TokenStrategy.Set],
        };
    }

    private async Task<SecretRecord?> ReadAsync(CancellationToken cancellationToken) =>
        await secrets.ReadAsync(address, cancellationToken) is { } record && record.Keys.ContainsKey(Key) ? record : null;

    // Only the annotation is written: keys that are not named stay as they are.
    private Task MarkAsync(SecretRecord record, TokenStrategy step, CancellationToken cancellationToken) => secrets.ReplaceAsync(
        record with
        {
            Keys = new Dictionary<string, Secret>(),
            Annotations = new Dictionary<string, string> { [Annotation] = Mark(step, record) },
        },
        cancellationToken);

    private async Task WaitUntilReadyAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var missing = await patience.WaitAsync(LookAsync, report, cancellationToken);
        if (missing is not null)
        {
            throw new NotFinishedInTimeException(
                missing, patience.Limit, "Look at its events in the console of ElastiCache, then run ProvisionRedis again: it continues.");
        }

        async Task<string?> LookAsync()
        {
            var group = await cache.FindAsync(replicationGroupId, cancellationToken);
            return group is null ? $"the replication group {replicationGroupId} is not there"
                : group.IsReady ? null
                : $"the replication group {replicationGroupId} is {group.Status}"
                    + (group.IsTokenPending ? ", its token is being changed" : string.Empty);
        }
    }
}

/// <summary>The token's Secret was removed after the plan was made.</summary>
/// <param name="address">The Secret.</param>
public sealed class RedisTokenMissingException(SecretAddress address) : PipelineException(
    $"The token of Redis cannot be set: the Secret {address} has no {RedisToken.Key} any more, and nothing was changed at ElastiCache. "
    + "Run SyncSecrets, which makes it anew, then ProvisionRedis again.");
