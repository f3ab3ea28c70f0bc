using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Tests.Cluster.Secrets;

/// <summary>A store in memory, with versions, and with somebody else who may interfere.</summary>
internal sealed class FakeSecretStore : ISecretStore
{
    private readonly Dictionary<SecretAddress, SecretRecord> records = [];

    private int version;

    public HashSet<string> Namespaces { get; } = [];

    /// <summary>Done once before the next write, as if somebody else did it.</summary>
    public Action<FakeSecretStore>? BeforeNextWrite { get; set; }

    /// <summary>Thrown by every call while set.</summary>
    public SecretStoreException? Failure { get; set; }

    public IEnumerable<SecretRecord> Records => records.Values;

    public string Value(string namespaceName, string name, string key) => records[new(namespaceName, name)].Keys[key].Reveal();

    public void Put(string namespaceName, string name, params (string Key, string Value)[] keys)
    {
        Namespaces.Add(namespaceName);
        var address = new SecretAddress(namespaceName, name);
        var all = new Dictionary<string, Secret>(records.GetValueOrDefault(address)?.Keys ?? new Dictionary<string, Secret>());
        foreach (var (key, value) in keys)
        {
            all[key] = new Secret(value);
        }

        records[address] = new SecretRecord(address, all, new Dictionary<string, string>(), $"{++version}");
    }

    public Task<SecretRecord?> ReadAsync(SecretAddress address, CancellationToken cancellationToken) => Failure is not null ? throw Failure
        : Task.FromResult(records.GetValueOrDefault(address));

    public Task<SecretList> ListAsync(string namespaceName, CancellationToken cancellationToken) => Failure is not null ? throw Failure
        : Task.FromResult(new SecretList(
            Namespaces.Contains(namespaceName), [.. records.Values.Where(r => r.Address.NamespaceName == namespaceName)]));

    public Task<SecretCreation> CreateIfAbsentAsync(SecretRecord record, CancellationToken cancellationToken)
    {
        Interfere();
        if (records.TryGetValue(record.Address, out var found))
        {
            return Task.FromResult(new SecretCreation(found, false));
        }

        Namespaces.Add(record.Address.NamespaceName);
        return Task.FromResult(new SecretCreation(records[record.Address] = record with { Version = $"{++version}" }, true));
    }

    public Task<SecretRecord> ReplaceAsync(SecretRecord record, CancellationToken cancellationToken)
    {
        Interfere();
        var found = records[record.Address];
        if (found.Version != record.Version)
        {
            throw new SecretConflictException(record.Address, "modified");
        }

        Put(record.Address.NamespaceName, record.Address.Name, [.. record.Keys.Select(k => (k.Key, k.Value.Reveal()))]);
        var annotations = new Dictionary<string, string>(found.Annotations);
        foreach (var (key, value) in record.Annotations)
        {
            annotations[key] = value;
        }

        records[record.Address] = records[record.Address] with { Annotations = annotations };
        return Task.FromResult(records[record.Address]);
    }

    private void Interfere()
    {
        var action = BeforeNextWrite;
        BeforeNextWrite = null;
        action?.Invoke(this);
    }
}
