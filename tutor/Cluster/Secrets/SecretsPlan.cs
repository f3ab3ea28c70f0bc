using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Secrets;

/// <summary>What SyncSecrets would do. It holds no value: values are made when it is applied.</summary>
/// <param name="Changes">Every change, in the order in which it would be made.</param>
/// <param name="NotLookedAt">What could not be looked at.</param>
/// <param name="PlaceholdersFrom">The targets whose results are missing.</param>
/// <param name="Steps">What is written, one step a Secret.</param>
public sealed record SecretsPlan(
    IReadOnlyList<Change> Changes,
    IReadOnlyList<NotLookedAt> NotLookedAt,
    IReadOnlyList<string> PlaceholdersFrom,
    IReadOnlyList<SecretStep> Steps)
    : StagePlan(Changes, NotLookedAt, PlaceholdersFrom);

/// <summary>The keys that are written into one Secret.</summary>
/// <param name="Address">The Secret.</param>
/// <param name="Keys">The keys that are missing, or follow a changed setting; of a Secret that is not there, all that can be known.</param>
public sealed record SecretStep(SecretAddress Address, IReadOnlyList<KeyDefinition> Keys);
