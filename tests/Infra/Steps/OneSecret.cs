using TutorPipeline.Model;

namespace TutorPipeline.Infra.Tests.Steps;

/// <summary>A store with one Secret or none.</summary>
internal sealed class OneSecret(SecretRecord? record) : ISecretStore
{
    public SecretRecord? Record { get; set; } = record;

    public Task<SecretRecord?> ReadAsync(SecretAddress address, CancellationToken cancellationToken) =>
        Task.FromResult(Record?.Address == address ? Record : null);

    public Task<SecretRecord> ReplaceAsync(SecretRecord record, CancellationToken cancellationToken)
    {
        if (record.Version != Record!.Version)
        {
            throw new SecretConflictException(record.Address, "modified");
        }

        var annotations = new Dictionary<string, string>(Record.Annotations);
        foreach (var (key, value) in record.Annotations)
        {
            annotations[key] = value;
        }

        return Task.FromResult(Record = Record with { Annotations = annotations, Version = Record.Version + "'" });
    }

    public Task<SecretList> ListAsync(string namespaceName, CancellationToken cancellationToken) => throw new InvalidOperationException();

    public Task<SecretCreation> CreateIfAbsentAsync(SecretRecord record, CancellationToken cancellationToken) =>
        throw new InvalidOperationException();
}
