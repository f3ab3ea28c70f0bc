using System.Globalization;
using System.Text.Json.Nodes;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>
/// The right to deploy to a namespace, which one process at a time has: a Lease that is renewed while the process lives. Clocks of
/// different machines are never compared; whether a holder lives is seen from its renewing.
/// </summary>
internal sealed class DeployLease : IAsyncDisposable
{
    /// <summary>The Lease's name.</summary>
    public const string Name = "tutorpipeline-deploy";

    private const string ApiVersion = "coordination.k8s.io/v1";

    private readonly ClusterObjects objects;
    private readonly ManifestKey key;
    private readonly LeaseTimes times;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource ending = new();
    private readonly Task renewal;
    private JsonObject lease;

    private DeployLease(ClusterObjects objects, ManifestKey key, JsonObject lease, LeaseTimes times, TimeProvider clock)
    {
        (this.objects, this.key, this.lease, this.times, this.clock) = (objects, key, lease, times, clock);
        renewal = RenewAsync();
    }

    /// <summary>Is cancelled when somebody else has taken the lease, or it could not be renewed in time.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Takes the lease. While another one's is not renewed, it waits until that has run out.</summary>
    /// <exception cref="DeployLeaseHeldException">Another process deploys, and is alive.</exception>
    /// <exception cref="ManifestsRefusedException">The cluster refuses.</exception>
    public static async Task<DeployLease> AcquireAsync(
        ClusterObjects objects, string namespaceName, LeaseHolder holder, IStageReport report, LeaseTimes? times, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (key, rule) = (new ManifestKey("coordination.k8s.io", "Lease", namespaceName, Name), times ?? LeaseTimes.Default);
        for (; ; )
        {
            var found = await objects.ReadAsync(key, ApiVersion, cancellationToken);
            if (IsHeldBy(found, holder.Identity))
            {
                // The answer to the request that took it was lost on the way.
                return new DeployLease(objects, key, found!, rule, clock);
            }

            if (LeaseHolder.Of(found) is { } held)
            {
                report.Information(
                    $"{held} holds the right to deploy to {namespaceName}; "
                    + $"waits up to {rule.Duration.TotalSeconds:0} s to see whether it lives");
                found = await OutliveAsync(objects, key, found!, held, rule, clock, cancellationToken);
            }

            var document = Document(key, holder, rule, clock.GetUtcNow(), found);
            var taken = found is null
                ? await objects.CreateAsync(new Manifest(document), cancellationToken)
                : await objects.PatchAsync(key, ApiVersion, document, Access.ClusterCall.MergePatch, cancellationToken);
            if (taken is not null)
            {
                return new DeployLease(objects, key, taken, rule, clock);
            }
        }
    }

    /// <summary>Ends the renewing and gives the lease back.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await renewal;
        if (!lost.IsCancellationRequested)
        {
            await ReleaseAsync();
        }

        lost.Dispose();
        ending.Dispose();
    }

    /// <summary>Waits until the lease of somebody else has run out.</summary>
    private static async Task<JsonObject?> OutliveAsync(
        ClusterObjects objects, ManifestKey key, JsonObject found, LeaseHolder held, LeaseTimes times, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var duration = TimeSpan.FromSeconds((int?)found["spec"]?["leaseDurationSeconds"] ?? times.Duration.TotalSeconds);
        for (var began = clock.GetUtcNow(); clock.GetUtcNow() - began < duration;)
        {
            await Task.Delay(times.Look, clock, cancellationToken);
            var now = await objects.ReadAsync(key, ApiVersion, cancellationToken);
            if (LeaseHolder.Of(now) is null)
            {
                return now;
            }

            if ((string?)now!["spec"]!["renewTime"] != (string?)found["spec"]!["renewTime"])
            {
                throw new DeployLeaseHeldException(key.NamespaceName!, LeaseHolder.Of(now) ?? held);
            }
        }

        return found;
    }

    private async Task RenewAsync()
    {
        var renewedAt = clock.GetUtcNow();
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(times.Renewal, clock, ending.Token);
                var patch = Renewal(clock.GetUtcNow());
                var renewed = await objects.PatchAsync(key, ApiVersion, patch, Access.ClusterCall.MergePatch, ending.Token)
                    ?? await objects.ReadAsync(key, ApiVersion, ending.Token);
                if (!IsHeldBy(renewed, (string)lease["spec"]!["holderIdentity"]!))
                {
                    await lost.CancelAsync();
                    return;
                }

                (lease, renewedAt) = (renewed!, clock.GetUtcNow());
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                return;
            }
            catch (PipelineException) when (clock.GetUtcNow() - renewedAt < times.Duration)
            {
                // The cluster may answer again before the lease has run out.
            }
            catch (PipelineException)
            {
                await lost.CancelAsync();
                return;
            }
        }
    }

    private static bool IsHeldBy(JsonObject? lease, string identity) => (string?)lease?["spec"]?["holderIdentity"] == identity;

    private async Task ReleaseAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(times.Release);
            var patch = Renewal(clock.GetUtcNow());
            patch["spec"]!["holderIdentity"] = "";
            await objects.PatchAsync(key, ApiVersion, patch, Access.ClusterCall.MergePatch, limit.Token);
        }
        catch (Exception e) when (e is PipelineException or OperationCanceledException)
        {
            // It runs out by itself.
        }
    }

    /// <summary>A patch that only holds while nobody else has changed the lease.</summary>
    private JsonObject Renewal(DateTimeOffset now) => new()
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = (string?)lease["metadata"]!["resourceVersion"] },
        ["spec"] = new JsonObject { ["renewTime"] = Time(now) },
    };

    private static JsonObject Document(ManifestKey key, LeaseHolder holder, LeaseTimes times, DateTimeOffset now, JsonObject? found)
    {
        var metadata = new JsonObject
        {
            ["name"] = key.Name, ["namespace"] = key.NamespaceName,
            ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = ServerSideApply.Manager },
        };
        if (found is not null)
        {
            metadata["resourceVersion"] = (string?)found["metadata"]!["resourceVersion"];
        }

        return new JsonObject
        {
            ["apiVersion"] = ApiVersion, ["kind"] = "Lease", ["metadata"] = metadata,
            ["spec"] = new JsonObject
            {
                ["holderIdentity"] = holder.Identity, ["leaseDurationSeconds"] = (int)times.Duration.TotalSeconds,
                ["acquireTime"] = Time(now), ["renewTime"] = Time(now),
                ["leaseTransitions"] = ((int?)found?["spec"]?["leaseTransitions"] ?? -1) + 1,
            },
        };
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>How long a lease lasts and how often it is looked after.</summary>
/// <param name="Duration">How long it lasts without being renewed; longer than a passing failure of the network.</param>
/// <param name="Renewal">How often it is renewed.</param>
/// <param name="Look">How often somebody who waits looks.</param>
/// <param name="Release">How long giving it back may take.</param>
internal sealed record LeaseTimes(TimeSpan Duration, TimeSpan Renewal, TimeSpan Look, TimeSpan Release)
{
    public static LeaseTimes Default { get; } =
        new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));
}
