using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Tutor.Cluster.Secrets;

/// <summary>
/// Makes every Secret of the platform that is not there, and adds keys that are missing. What is there is never overwritten, but for
/// addresses and settings that are no secrets, which follow their source.
/// </summary>
/// <param name="environment">The environment.</param>
/// <param name="endpoints">Where the database servers answer, as far as that is known.</param>
/// <param name="store">The cluster's store; null when it cannot be reached yet.</param>
/// <param name="whyNoStore">Why there is no store, for the plan; needed when <paramref name="store"/> is null.</param>
/// <param name="isDryRun">Whether a store that does not answer or refuses is only noted in the plan.</param>
public sealed class SyncSecrets(
    PlatformEnvironment environment, ServiceEndpoints endpoints, ISecretStore? store, NotLookedAt? whyNoStore, bool isDryRun)
    : IStage<SecretsPlan>
{
    private readonly IReadOnlyList<SecretDefinition> definitions = PlatformSecrets.Of(environment, endpoints);

    private string NamespaceName => environment.Names.Namespace;

    /// <inheritdoc/>
    public async Task<SecretsPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        if (store is null)
        {
            return Unseen(whyNoStore ?? Gap("the cluster is not known"), ["ProvisionCluster"]);
        }

        try
        {
            return Plan(await store.ListAsync(NamespaceName, cancellationToken), report);
        }
        catch (PipelineException e) when (isDryRun)
        {
            return Unseen(Gap(e.Message), []);
        }
    }

    /// <inheritdoc/>
    public async Task ApplyAsync(SecretsPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        var writer = new SecretWriter(store ?? throw new InvalidOperationException("A plan made without a store has placeholders."));
        foreach (var step in plan.Steps)
        {
            var written = await writer.WriteAsync(step, cancellationToken);
            report.Information(written.Count == 0
                ? $"Secret {step.Address}: somebody else wrote every key in the meantime."
                : $"Secret {step.Address}: wrote {string.Join(", ", written)}.");
        }
    }

    private SecretsPlan Plan(SecretList list, IStageReport report)
    {
        var (changes, steps) = (new List<Change>(), new List<SecretStep>());
        if (!list.NamespaceExists)
        {
            changes.Add(new Change(ChangeKind.Create, $"namespace/{NamespaceName}"));
        }

        foreach (var definition in definitions)
        {
            var address = new SecretAddress(NamespaceName, definition.Name);
            var found = list.Records.FirstOrDefault(r => r.Address == address);
            var keys = SecretComparison.ToWrite(definition.Keys, found);
            changes.Add(SecretComparison.Describe(address, definition, found, keys));
            if (keys.Count > 0)
            {
                steps.Add(new SecretStep(address, keys));
            }

            foreach (var key in found is null ? [] : SecretComparison.UnfitKeys(definition, found))
            {
                report.Warning(
                    $"{key} of the Secret {address} has characters other than A-Z a-z 0-9 _ . -; Tutor inserts it unescaped, which breaks "
                    + "configuration and shell. Rotate it before the next deploy.");
            }
        }

        return new SecretsPlan(changes, [], [], steps);
    }

    private SecretsPlan Unseen(NotLookedAt gap, IReadOnlyList<string> placeholders) => new(
        [.. definitions.Select(d => SecretComparison.DescribeUnseen(new SecretAddress(NamespaceName, d.Name), d))],
        [gap], placeholders, []);

    private NotLookedAt Gap(string why) => new(
        $"Secrets of {NamespaceName}", why, "Run ProvisionCluster with credentials for AWS, or name a cluster with --kubeconfig.");
}
