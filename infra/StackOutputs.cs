using TutorPipeline.Infra.Engines.State;
using TutorPipeline.Infra.Model;
using TutorPipeline.Infra.Stacks;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra;

/// <summary>What the stacks of an environment hand over: read from their states, or placeholders while a stack does not exist.</summary>
/// <param name="environment">The environment.</param>
/// <param name="read">Reads the state of a key; null when there is none or nobody may look.</param>
public sealed class StackOutputs(PlatformEnvironment environment, Func<string, CancellationToken, Task<StackState?>> read)
{
    /// <summary>The network's outputs.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The outputs or placeholders.</returns>
    public Task<Upstream<NetworkOutputs>> NetworkAsync(CancellationToken cancellationToken)
    {
        var settings = NetworkSettings.From(environment);
        return ReadAsync(Network.Define(settings), Network.Placeholders(settings), cancellationToken);
    }

    /// <summary>The cluster's outputs.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The outputs or placeholders.</returns>
    public Task<Upstream<ClusterOutputs>> ClusterAsync(CancellationToken cancellationToken)
    {
        var settings = ClusterSettings.From(environment);
        return ReadAsync(Cluster.Define(settings, NoNetwork()), Cluster.Placeholders(settings), cancellationToken);
    }

    /// <summary>The DNS stack's outputs.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The outputs or placeholders.</returns>
    public Task<Upstream<DnsOutputs>> DnsAsync(CancellationToken cancellationToken) => DnsAsync(environment, cancellationToken);

    /// <summary>The DNS stack's outputs of the environment that this one is additional to.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The outputs or placeholders.</returns>
    public Task<Upstream<DnsOutputs>> DnsOfTheParentAsync(CancellationToken cancellationToken) => DnsAsync(
        environment with { Identity = environment.Identity with { ParentEnvironment = null } }, cancellationToken);

    /// <summary>MySQL's outputs.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The outputs or placeholders.</returns>
    public Task<Upstream<MySqlOutputs>> MySqlAsync(CancellationToken cancellationToken)
    {
        var settings = MySqlSettings.From(environment);
        return ReadAsync(MySql.Define(settings, NoNetwork(), NoDns()), MySql.Placeholders(settings), cancellationToken);
    }

    /// <summary>Which master password a stack's server was given last.</summary>
    /// <param name="stateKey">The stack's state.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The number, counted from 1; 1 when nothing is on record.</returns>
    public async Task<int> PasswordVersionAsync(string stateKey, CancellationToken cancellationToken) =>
        (await read(stateKey, cancellationToken))?.Resources.Select(resource => resource.PasswordVersion).FirstOrDefault(v => v is not null) ?? 1;

    /// <summary>Whether a resource is on record.</summary>
    /// <param name="stateKey">The key of the stack's state.</param>
    /// <param name="address">The resource, such as <c>aws_s3_bucket.backups</c>.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>Whether it is; no where nobody may look.</returns>
    public async Task<bool> HasAsync(string stateKey, string address, CancellationToken cancellationToken) =>
        (await read(stateKey, cancellationToken))?.Resources.Any(resource => resource.Address == address) == true;

    /// <summary>MongoDB's outputs.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The outputs or placeholders.</returns>
    public Task<Upstream<MongoDbOutputs>> MongoDbAsync(CancellationToken cancellationToken)
    {
        var settings = MongoDbSettings.From(environment);
        return ReadAsync(MongoDb.Define(settings, NoNetwork(), NoDns()), MongoDb.Placeholders(settings), cancellationToken);
    }

    /// <summary>Redis' outputs.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The outputs or placeholders.</returns>
    public Task<Upstream<RedisOutputs>> RedisAsync(CancellationToken cancellationToken)
    {
        var settings = RedisSettings.From(environment);
        return ReadAsync(Redis.Define(settings, NoNetwork(), NoDns()), Redis.Placeholders(settings), cancellationToken);
    }

    /// <summary>The storage stack's outputs.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The outputs or placeholders.</returns>
    public Task<Upstream<StorageOutputs>> StorageAsync(CancellationToken cancellationToken)
    {
        var settings = StorageSettings.From(environment);
        return ReadAsync(Storage.Define(settings), Storage.Placeholders(settings), cancellationToken);
    }

    /// <summary>The CDN stack's outputs.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The outputs or placeholders.</returns>
    public Task<Upstream<CdnOutputs>> CdnAsync(CancellationToken cancellationToken)
    {
        var settings = CdnSettings.From(environment);
        return ReadAsync(Cdn.Define(settings, NoStorage(), NoDns()), Cdn.Placeholders(settings), cancellationToken);
    }

    /// <summary>The mail stack's outputs.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The outputs or placeholders.</returns>
    public Task<Upstream<MailOutputs>> MailAsync(CancellationToken cancellationToken)
    {
        var settings = MailSettings.From(environment);
        return ReadAsync(Mail.Define(settings, NoDns()), Mail.Placeholders(settings), cancellationToken);
    }

    /// <summary>The bastion stack's outputs.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The outputs or placeholders.</returns>
    public Task<Upstream<BastionOutputs>> BastionAsync(CancellationToken cancellationToken)
    {
        var settings = BastionSettings.From(environment);
        return ReadAsync(Bastion.Define(settings, NoNetwork(), NoDns()), Bastion.Placeholders(settings), cancellationToken);
    }

    /// <summary>The identity stack's outputs.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The outputs or placeholders.</returns>
    public Task<Upstream<IdentityOutputs>> IdentityAsync(CancellationToken cancellationToken)
    {
        var settings = IdentitySettings.From(environment);
        return ReadAsync(Identity.Define(settings, NoCluster(), NoStorage()), Identity.Placeholders(settings), cancellationToken);
    }

    private Task<Upstream<DnsOutputs>> DnsAsync(PlatformEnvironment owner, CancellationToken cancellationToken)
    {
        var settings = DnsSettings.From(owner);
        return ReadAsync(Dns.Define(settings, Dns.UnknownParent), Dns.Placeholders(settings), cancellationToken);
    }

    private async Task<Upstream<TOutputs>> ReadAsync<TOutputs>(
        StackDefinition<TOutputs> stack, Upstream<TOutputs> placeholders, CancellationToken cancellationToken) =>
        await read(new StackWork(stack).StateKey, cancellationToken) is { IsEmpty: false, Outputs.Count: > 0 } state
            ? new Upstream<TOutputs>(stack.ReadOutputs(state.Outputs)) : placeholders;

    // To know what a stack hands over, what it takes does not matter.
    private Upstream<NetworkOutputs> NoNetwork() => Network.Placeholders(NetworkSettings.From(environment));

    private Upstream<DnsOutputs> NoDns() => Dns.Placeholders(DnsSettings.From(environment));

    private Upstream<ClusterOutputs> NoCluster() => Cluster.Placeholders(ClusterSettings.From(environment));

    private Upstream<StorageOutputs> NoStorage() => Storage.Placeholders(StorageSettings.From(environment));
}
