using System.Globalization;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Tutor.Cluster.Secrets;

/// <summary>
/// Makes new values of what is generated in one Secret, and counts that. Whoever uses the Secret follows the count or the value: stacks,
/// Redis' token, users of the databases, settings and so the pods.
/// </summary>
/// <param name="environment">The environment.</param>
/// <param name="name">The Secret, such as <c>mysql-openedx</c>; null when none was named.</param>
/// <param name="store">The cluster's store; null when it cannot be reached yet.</param>
public sealed class RotateSecret(PlatformEnvironment environment, string? name, ISecretStore? store) : IStage<RotationPlan>
{
    private readonly IReadOnlyList<SecretDefinition> definitions =
        [.. PlatformSecrets.Of(environment, new ServiceEndpoints()).Where(definition => MadeAnew(definition).Count > 0)];

    private SecretAddress Address => new(environment.Names.Namespace, name!);

    /// <inheritdoc/>
    /// <exception cref="RotationException">Nothing, or nothing that can be rotated, was named, or it is not there.</exception>
    public async Task<RotationPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var definition = Find();
        if (store is null)
        {
            return new RotationPlan([new Change(ChangeKind.Unknown, $"secret/{Address}", "known after ProvisionCluster")], [], ["ProvisionCluster"], []);
        }

        var record = await store.ReadAsync(Address, cancellationToken) ?? throw RotationException.NotThere(Address);
        var keys = MadeAnew(definition);
        var detail = $"new {string.Join(", ", keys.Select(key => key.Key))}; rotation {record.Rotation} becomes {record.Rotation + 1}";
        return new RotationPlan([new Change(ChangeKind.Update, $"secret/{Address}", detail)], [], [], keys);
    }

    /// <inheritdoc/>
    /// <exception cref="SecretConflictException">Somebody changed the Secret in the meantime.</exception>
    public async Task ApplyAsync(RotationPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(report);
        var record = await store!.ReadAsync(Address, cancellationToken) ?? throw RotationException.NotThere(Address);
        var all = new Dictionary<string, Secret>(record.Keys);
        var made = new Dictionary<string, Secret>();
        foreach (var key in plan.Keys)
        {
            made[key.Key] = all[key.Key] = key.Source is DerivedKey derived ? derived.Calculate(all) : ((GeneratedKey)key.Source).Make();
        }

        var rotation = (record.Rotation + 1).ToString(CultureInfo.InvariantCulture);
        var annotations = new Dictionary<string, string> { [SecretRecord.RotationAnnotation] = rotation };
        await store.ReplaceAsync(record with { Keys = made, UnreadKeys = [], Annotations = annotations }, cancellationToken);
        report.Information($"Secret {Address}: rotation {rotation} of {string.Join(", ", made.Keys)}. What follows brings it to whoever uses it.");
    }

    private SecretDefinition Find() => name is null ? throw RotationException.Unnamed(definitions)
        : name == SecretNames.Administrator ? throw RotationException.Administrator()
        : definitions.FirstOrDefault(definition => definition.Name == name) ?? throw RotationException.Unknown(name, definitions);

    private static IReadOnlyList<KeyDefinition> MadeAnew(SecretDefinition definition) => definition.Name == SecretNames.Administrator
        ? [] : [.. definition.Keys.Where(key => key.Source is GeneratedKey or DerivedKey)];
}

/// <summary>What RotateSecret would do. It holds no value: values are made when it is applied.</summary>
/// <param name="Changes">One line with the keys.</param>
/// <param name="NotLookedAt">What could not be looked at.</param>
/// <param name="PlaceholdersFrom">What is missing.</param>
/// <param name="Keys">The keys that get new values; a derived one comes after what it is calculated from.</param>
public sealed record RotationPlan(
    IReadOnlyList<Change> Changes, IReadOnlyList<NotLookedAt> NotLookedAt, IReadOnlyList<string> PlaceholdersFrom, IReadOnlyList<KeyDefinition> Keys)
    : StagePlan(Changes, NotLookedAt, PlaceholdersFrom);
