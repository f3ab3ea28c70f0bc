using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Cluster.Releases;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>
/// Brings a platform's objects to the cluster: compares, applies what differs, waits for the rollout, and removes what is no longer part
/// of the platform. Every deploy is a release; one that fails is rolled back to the last healthy one.
/// </summary>
public sealed class ApplyManifests : IStage<ApplyPlan>, IDisposable
{
    private readonly DeployRequest request;
    private readonly IRollout rollout;
    private readonly NotLookedAt? whyNoCluster;
    private readonly TimeProvider clock;
    private readonly LeaseTimes? leaseTimes;
    private readonly Lazy<ApplySession>? session;

    /// <summary>Makes the stage. It connects at the first use.</summary>
    /// <param name="access">How the cluster is reached; null when it is not there yet.</param>
    /// <param name="whyNoCluster">Why there is none, for the plan; needed when <paramref name="access"/> is null.</param>
    /// <param name="request">What is deployed, and how.</param>
    /// <param name="rollout">Waits for what was applied.</param>
    public ApplyManifests(ClusterAccess? access, NotLookedAt? whyNoCluster, DeployRequest request, IRollout rollout)
        : this(access is null ? null : () => new ClusterConnection(access), whyNoCluster, request, rollout, TimeProvider.System, null)
    {
    }

    internal ApplyManifests(
        Func<ClusterConnection>? connect, NotLookedAt? whyNoCluster, DeployRequest request, IRollout rollout, TimeProvider clock,
        LeaseTimes? leaseTimes)
    {
        (this.request, this.rollout, this.whyNoCluster) = (request, rollout, whyNoCluster);
        (this.clock, this.leaseTimes) = (clock, leaseTimes);
        session = connect is null ? null : new(() => new ApplySession(connect(), request, clock));
    }

    /// <inheritdoc/>
    /// <exception cref="TutorIdChangedException">The render has another ID than what runs.</exception>
    /// <exception cref="NotAdoptedException">Others made what is there.</exception>
    /// <exception cref="ManifestsRefusedException">The cluster would not take objects, or cannot be reached.</exception>
    public async Task<ApplyPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        if (session is null)
        {
            var gap = whyNoCluster ?? new NotLookedAt("the cluster", "it is not there yet", "Run ProvisionCluster first.");
            return Unseen(gap, "ProvisionCluster");
        }

        if (await request.Manifests(cancellationToken) is not { } set)
        {
            return Unseen(new NotLookedAt("the manifests", "they are not rendered yet", "Run RenderManifests first."), "RenderManifests");
        }

        var inventory = session.Value.Inventories.ReadAsync(request.NamespaceName, cancellationToken);
        var diff = session.Value.Diff.CompareAsync(set, request.Adopts, null, inventory, cancellationToken);
        var releases = session.Value.History.ListAsync(cancellationToken);
        await Task.WhenAll(diff, releases, inventory);
        var hash = ManifestArchive.Hash(ManifestArchive.Write(set));
        var previous = ReleaseHistory.LastHealthy((await releases).Where(release => release.ManifestsHash != hash));
        var isLastHealthy = await releases is [{ Result: ReleaseResult.Healthy }, ..];
        var facts = new PlanFacts(set, await diff, await inventory, previous, isLastHealthy);
        var isSettled = isLastHealthy && (await releases)[0].ManifestsHash == hash;
        var plan = await DescribeAsync(facts, await releases, isSettled, cancellationToken);
        Action<string> tell = request.ShowsDifferences ? report.Information : report.Verbose;
        foreach (var line in DiffText.Lines(plan.Differences))
        {
            tell(line);
        }

        return plan;
    }

    /// <inheritdoc/>
    /// <exception cref="DeployLeaseHeldException">Somebody else deploys.</exception>
    /// <exception cref="DeployLeaseLostException">Somebody else took over.</exception>
    /// <exception cref="ManifestsRefusedException">The cluster would not take objects; nothing was changed.</exception>
    /// <exception cref="DeployFailedException">Something was applied and does not run, and it was rolled back unless it was to be
    /// kept.</exception>
    public async Task ApplyAsync(ApplyPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        if (plan.Facts is not { } facts || session is null)
        {
            throw new InvalidOperationException("A plan made without a cluster or without manifests has placeholders.");
        }

        if (!plan.HasChanges)
        {
            return;
        }

        await MakeNamespaceAsync(session.Value, facts, report, cancellationToken);
        var holder = LeaseHolder.Here(System.Environment.UserName);
        await using var lease = await DeployLease.AcquireAsync(
            session.Value.Objects, request.NamespaceName, holder, report, leaseTimes, clock, cancellationToken);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost);
        try
        {
            await new DeployRun(session.Value, request, rollout, report, clock).RunAsync(facts, both.Token);
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new DeployLeaseLostException(request.NamespaceName);
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        if (session?.IsValueCreated == true)
        {
            session.Value.Dispose();
        }
    }

    private async Task<ApplyPlan> DescribeAsync(
        PlanFacts facts, IReadOnlyList<Release> releases, bool isSettled, CancellationToken cancellationToken)
    {
        var removable = await session!.Value.FindRemovableAsync(facts.Inventory, facts.Set, facts.Previous, cancellationToken);
        var differences = new List<ObjectDifference>(facts.Diff.Differences);
        differences.AddRange(removable.Where(item => item.Uid is not null)
            .Select(item => new ObjectDifference(item.Entry.Key, DifferenceKind.Removed, [])));
        var changes = new List<Change>(DiffText.Changes(request.NamespaceName, differences));
        if (!isSettled || changes.Exists(change => change.Kind != ChangeKind.Skip))
        {
            var last = releases.Count == 0 ? null : releases[0];
            var why = last is null || last.Result == ReleaseResult.Healthy ? "" : $"; release {last.Number} did not become healthy";
            var subject = $"release/{request.NamespaceName}/{(last?.Number ?? 0) + 1}";
            changes.Add(new Change(ChangeKind.Run, subject, $"waits for the rollout{why}"));
        }

        return new ApplyPlan(changes, [], []) { Differences = differences, Facts = facts };
    }

    private static async Task MakeNamespaceAsync(
        ApplySession session, PlanFacts facts, IStageReport report, CancellationToken cancellationToken)
    {
        if (facts.Diff.Live.NamespaceObject is not null)
        {
            return;
        }

        var key = new ManifestKey("", "Namespace", null, facts.Set.NamespaceName);
        var manifest = facts.Set.Items.FirstOrDefault(item => item.Key == key);
        var fault = manifest is null
            ? new ManifestFault(
                key, ManifestFaultKind.NamespaceMissing, "it is not there, and the manifests do not have it",
                "Run SyncSecrets first, which makes it.")
            : (await session.Apply.ApplyAsync(manifest, new ApplyMode(), cancellationToken)).Fault;
        if (fault is not null)
        {
            throw new ManifestsRefusedException(session.Apply.Server, [fault], facts.Set.Items.Count, isBeforeAnything: true);
        }

        report.Information($"namespace: applied {key}");
    }

    private ApplyPlan Unseen(NotLookedAt gap, string target) => new(
        [
            new Change(
                ChangeKind.Unknown, $"namespace/{request.NamespaceName}",
                $"server-side apply, then every rollout is waited for (known after {target})"),
        ],
        [gap],
        [target]);
}
