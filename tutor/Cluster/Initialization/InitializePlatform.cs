using System.Text.Json.Nodes;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Cluster.Secrets;

namespace TutorPipeline.Tutor.Cluster.Initialization;

/// <summary>When a platform is initialized.</summary>
public enum InitializationMode
{
    /// <summary>When something that it depends on has changed since the last time.</summary>
    Auto,

    /// <summary>Each time.</summary>
    Always,

    /// <summary>Not now.</summary>
    Never,
}

/// <summary>What InitializePlatform works with.</summary>
/// <param name="Set">The release, with the Job templates.</param>
/// <param name="Fingerprint">What the initialization depends on.</param>
/// <param name="Mode">When it runs.</param>
/// <param name="Tasks">Tutor's own tasks.</param>
/// <param name="Theme">The theme's task; null to leave themes alone.</param>
/// <param name="Secrets">Known secrets, masked in logs.</param>
public sealed record InitializationRequest(
    ManifestSet Set, InitializationFingerprint Fingerprint, InitializationMode Mode, IInitializationTasks Tasks, InitializationTask? Theme,
    IReadOnlyCollection<Secret> Secrets)
{
    /// <summary>What comes before Tutor's tasks.</summary>
    public IReadOnlyList<InitializationTask> Preparations { get; init; } = [];

    /// <summary>The limits of each task.</summary>
    public InitializationRule Rule { get; init; } = new();
}

/// <summary>What InitializePlatform would do.</summary>
/// <param name="Changes">The steps.</param>
/// <param name="NotLookedAt">What could not be looked at.</param>
/// <param name="PlaceholdersFrom">The targets whose results are missing.</param>
/// <param name="Fingerprint">What is kept when all went well; null when nothing runs.</param>
/// <param name="MakesAdministrator">Whether the first administrator is made.</param>
public sealed record InitializationPlan(
    IReadOnlyList<Change> Changes, IReadOnlyList<NotLookedAt> NotLookedAt, IReadOnlyList<string> PlaceholdersFrom, string? Fingerprint,
    bool MakesAdministrator) : StagePlan(Changes, NotLookedAt, PlaceholdersFrom);

/// <summary>Runs Tutor's tasks, sets the theme and makes the first administrator, each as a Job, one at a time.</summary>
/// <param name="access">How the cluster is reached.</param>
/// <param name="request">What to do.</param>
public sealed class InitializePlatform(ClusterAccess access, InitializationRequest request) : IStage<InitializationPlan>
{
    private string NamespaceName => request.Set.NamespaceName;

    /// <inheritdoc/>
    /// <exception cref="InitializationException">The cluster cannot be read.</exception>
    public async Task<InitializationPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        if (request.Mode == InitializationMode.Never)
        {
            return Skip("--init never");
        }

        using var connection = new ClusterConnection(access);
        var record = await InitializationRecord.ReadAsync(connection, NamespaceName, cancellationToken);
        var fingerprint = request.Fingerprint.ToString();
        if (request.Mode == InitializationMode.Auto && record.Fingerprint == fingerprint && record.HasAdministrator)
        {
            return Skip("images, configuration, plugins and Tutor are those of the last initialization");
        }

        var why = record.Fingerprint is null ? "never done before" :
            record.Fingerprint == fingerprint ? "asked for" : "something has changed";
        List<Change> changes = [new(ChangeKind.Run, "init", $"Tutor's tasks; {why}")];
        if (request.Theme is not null)
        {
            changes.Add(new(ChangeKind.Run, "theme"));
        }

        changes.Add(new(record.HasAdministrator ? ChangeKind.Skip : ChangeKind.Create, "administrator", "once, with the Secret admin-edx"));
        return new InitializationPlan(changes, [], [], fingerprint, !record.HasAdministrator);
    }

    /// <inheritdoc/>
    /// <exception cref="InitializationException">A task failed.</exception>
    public async Task ApplyAsync(InitializationPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        if (plan.Fingerprint is null)
        {
            return;
        }

        using var connection = new ClusterConnection(access);
        var credentials = await CredentialsAsync(cancellationToken);
        List<InitializationTask> tasks = [.. request.Preparations, .. await request.Tasks.ListAsync(cancellationToken)];
        if (request.Theme is not null)
        {
            tasks.Add(request.Theme);
        }

        if (plan.MakesAdministrator)
        {
            tasks.Add(OwnTasks.Administrator());
        }

        await RunAsync(connection, tasks, report, cancellationToken);
        await new InitializationRecord(plan.Fingerprint, HasAdministrator: true, credentials).WriteAsync(connection, NamespaceName, cancellationToken);
    }

    /// <summary>Tells the servers the platform's users, when Secrets of theirs have changed since the last time.</summary>
    /// <param name="report">Takes what is done.</param>
    /// <param name="cancellationToken">Ends it; a task that was started runs on.</param>
    /// <returns>A task that ends when the servers know.</returns>
    /// <exception cref="InitializationException">A task failed.</exception>
    public async Task PrepareAsync(IStageReport report, CancellationToken cancellationToken)
    {
        using var connection = new ClusterConnection(access);
        var record = await InitializationRecord.ReadAsync(connection, NamespaceName, cancellationToken);
        var credentials = await CredentialsAsync(cancellationToken);
        if (record.Credentials != credentials)
        {
            await RunAsync(connection, request.Preparations, report, cancellationToken);
            await (record with { Credentials = credentials }).WriteAsync(connection, NamespaceName, cancellationToken);
        }
    }

    private async Task RunAsync(
        ClusterConnection connection, IReadOnlyList<InitializationTask> tasks, IStageReport report, CancellationToken cancellationToken)
    {
        var runner = new JobRunner(connection, NamespaceName, new Masking(request.Secrets), request.Rule, TimeProvider.System);

        // All are made before the first runs, so that a service without a template leaves nothing half done.
        var jobs = new List<JsonObject>();
        foreach (var task in tasks)
        {
            jobs.Add(InitializationJob.Make(request.Set, task, Suffix(), request.Rule));
        }

        for (var number = 0; number < tasks.Count; number++)
        {
            report.Information($"task {number + 1} of {tasks.Count}: {tasks[number].Title}");
            var job = jobs[number];
            await runner.RunAsync(job, InitializationJob.ScriptOf(job, tasks[number]), report, cancellationToken);
        }
    }

    private async Task<string> CredentialsAsync(CancellationToken cancellationToken)
    {
        using var store = new KubernetesSecretStore(access);
        var versions = new List<string>();
        foreach (var name in request.Preparations.SelectMany(task => task.Variables).Select(variable => variable.SecretName).Distinct())
        {
            versions.Add($"{name} {(await store.ReadAsync(new SecretAddress(NamespaceName, name), cancellationToken))?.Version}");
        }

        return string.Join(", ", versions);
    }

    // The end of such an identifier is random; its start is the time.
    private static string Suffix() => $"{Guid.CreateVersion7():n}"[^16..];

    private static InitializationPlan Skip(string why) => new([new Change(ChangeKind.Skip, "init", why)], [], [], null, false);
}
