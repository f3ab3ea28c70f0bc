using TutorPipeline.Model;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Tutor.Configuration;

/// <summary>
/// Renders Tutor's environment of the running platform from endpoints and secrets. The render is kept in memory for the stages behind it, and
/// in a folder of the person's own; no artifact has any of it.
/// </summary>
/// <param name="input">Tells what is known; asked once for each plan.</param>
/// <param name="store">Finds the cluster's secrets; null when it cannot be reached yet.</param>
/// <param name="tutors">Where Tutor comes from.</param>
/// <param name="rendering">Renders.</param>
/// <param name="isDryRun">Whether a store that does not answer is only noted in the plan.</param>
public sealed class ConfigurePlatform(
    Func<CancellationToken, Task<PlatformInput>> input,
    Func<CancellationToken, Task<ISecretStore?>> store,
    ITutorSource tutors,
    PlatformRendering rendering,
    bool isDryRun)
    : IStage<ConfigurePlatformPlan>
{
    private const string Subject = "config.yml";

    /// <summary>The last render; null before there is one.</summary>
    public RenderedPlatform? Rendered { get; private set; }

    /// <summary>The targets for whose results the last plan waits.</summary>
    public IReadOnlyList<string> Awaited { get; private set; } = [];

    /// <inheritdoc/>
    public async Task<ConfigurePlatformPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        Rendered = null;
        var known = await input(cancellationToken);
        var missing = PlatformConfiguration.MissingFrom(known);
        var secrets = await store(cancellationToken);
        if (secrets is null || missing.Count > 0)
        {
            return Later([.. secrets is null ? ["ProvisionCluster"] : Array.Empty<string>(), .. missing], []);
        }

        try
        {
            return await PlanAsync(known, await secrets.ListAsync(known.Environment.Names.Namespace, cancellationToken), cancellationToken);
        }
        catch (SecretStoreException exception) when (isDryRun)
        {
            return Later(["SyncSecrets"], [new NotLookedAt(
                $"Secrets of {known.Environment.Names.Namespace}", exception.Message,
                "Run ProvisionCluster with credentials for AWS, or name a cluster with --kubeconfig.")]);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="PipelineException">Tutor cannot be had, or it or kubectl fails.</exception>
    public async Task ApplyAsync(ConfigurePlatformPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (Rendered is null)
        {
            await RenderAsync(await tutors.EnsureAsync(report, cancellationToken), plan.Configuration!, plan.ExistingSecrets, cancellationToken);
        }
    }

    private async Task<ConfigurePlatformPlan> PlanAsync(PlatformInput known, SecretList secrets, CancellationToken cancellationToken)
    {
        if (isDryRun && secrets.Records.Count == 0)
        {
            return Later(["SyncSecrets"], []);
        }

        var configuration = PlatformConfiguration.Of(known, secrets);
        IReadOnlyList<string> existing = [.. secrets.Records.Select(record => record.Address.Name)];
        var changes = new List<Change> { Line(configuration) };
        Awaited = [];
        if (await tutors.FindAsync(cancellationToken) is { } tutor)
        {
            await RenderAsync(tutor, configuration, existing, cancellationToken);
            return new ConfigurePlatformPlan(changes, [], []) { Configuration = configuration, ExistingSecrets = existing };
        }

        changes.Insert(0, new Change(ChangeKind.Create, "tutor", "a virtual environment with Tutor and its plugins"));
        Awaited = ["ConfigurePlatform"];
        return new ConfigurePlatformPlan(changes, [NotRendered], []) { Configuration = configuration, ExistingSecrets = existing };
    }

    private async Task RenderAsync(
        ITutor tutor, PlatformConfiguration configuration, IReadOnlyList<string> existing, CancellationToken cancellationToken) =>
        Rendered = new RenderedPlatform(
            await rendering.RenderAsync(tutor, configuration, cancellationToken), configuration.TutorId, configuration.Secrets, existing);

    private ConfigurePlatformPlan Later(IReadOnlyList<string> targets, IReadOnlyList<NotLookedAt> gaps)
    {
        Awaited = targets;
        return new([new Change(ChangeKind.Unknown, Subject, $"(known after {string.Join(", ", targets)})")], gaps, targets);
    }

    private static NotLookedAt NotRendered { get; } = new(
        "the rendered environment", "Tutor is not installed yet", "run ConfigureImage once without --dry-run, or name a Tutor with --tutor");

    private static Change Line(PlatformConfiguration configuration) => new(
        ChangeKind.Run, Subject,
        $"{configuration.Configuration.Settings.Count} settings, {configuration.Secrets.Count} of them secret, "
        + $"plugins {string.Join(", ", configuration.Configuration.Plugins)}");
}

/// <summary>What was rendered of a platform, in memory alone.</summary>
/// <param name="Yaml">What <c>kubectl kustomize</c> printed; it holds secrets.</param>
/// <param name="TutorId">Tutor's ID.</param>
/// <param name="Secrets">The secret values in it.</param>
/// <param name="ExistingSecrets">The names of the Secrets in the namespace.</param>
public sealed record RenderedPlatform(
    string Yaml, string TutorId, IReadOnlyList<Secret> Secrets, IReadOnlyList<string> ExistingSecrets)
{
    /// <summary>Says which platform it is, without what is in it.</summary>
    /// <returns>Tutor's ID.</returns>
    public override string ToString() => TutorId;
}

/// <summary>What ConfigurePlatform would do.</summary>
/// <param name="Changes">One line a step.</param>
/// <param name="NotLookedAt">What could not be looked at.</param>
/// <param name="PlaceholdersFrom">What is missing.</param>
public sealed record ConfigurePlatformPlan(
    IReadOnlyList<Change> Changes, IReadOnlyList<NotLookedAt> NotLookedAt, IReadOnlyList<string> PlaceholdersFrom)
    : StagePlan(Changes, NotLookedAt, PlaceholdersFrom)
{
    internal PlatformConfiguration? Configuration { get; init; }

    internal IReadOnlyList<string> ExistingSecrets { get; init; } = [];
}
