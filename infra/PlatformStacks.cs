using TutorPipeline.Infra.Model;
using TutorPipeline.Infra.Stacks;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra;

/// <summary>Describes every stack of an environment, each with what it takes from the others.</summary>
/// <param name="environment">The environment.</param>
/// <param name="outputs">What other stacks hand over.</param>
/// <param name="passwords">The master passwords of the database servers.</param>
/// <param name="zoneAbove">Looks up the hosted zone of a domain; null when nobody may look.</param>
public sealed partial class PlatformStacks(
    PlatformEnvironment environment,
    StackOutputs outputs,
    MasterPasswords passwords,
    Func<string, CancellationToken, Task<string?>> zoneAbove)
{
    /// <summary>What the stacks hand over.</summary>
    public StackOutputs Outputs { get; } = outputs;

    /// <summary>The names of all stacks.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Network.Stack, Cluster.Stack, Registry.Stack, Dns.Stack, MySql.Stack, MongoDb.Stack, Redis.Stack, Storage.Stack, Cdn.Stack,
        Identity.Stack, Mail.Stack, Bastion.Stack,
    ];

    /// <summary>The stacks of which an additional environment uses its parent's.</summary>
    public static IReadOnlyList<string> SharedWithAdditional { get; } =
        [Network.Stack, Cluster.Stack, MySql.Stack, MongoDb.Stack, Bastion.Stack];

    /// <summary>Describes one stack.</summary>
    /// <param name="stack">Its name, such as <c>network</c>.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The stack and its secrets.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stack.</exception>
    /// <exception cref="PipelineException">Something it needs cannot be read.</exception>
    public Task<StackWork> DescribeAsync(string stack, CancellationToken cancellationToken) => stack switch
    {
        Network.Stack => Task.FromResult(new StackWork(Network.Define(NetworkSettings.From(environment)))),
        Registry.Stack => Task.FromResult(new StackWork(Registry.Define(RegistrySettings.From(environment)))),
        Cluster.Stack => ClusterAsync(cancellationToken),
        Dns.Stack => DnsAsync(DnsSettings.From(environment), cancellationToken),
        MySql.Stack => MySqlAsync(MySqlSettings.From(environment), MySqlPasswordAsync(cancellationToken), cancellationToken),
        MongoDb.Stack => MongoDbAsync(MongoDbSettings.From(environment), MongoDbPasswordAsync(cancellationToken), cancellationToken),
        Redis.Stack => RedisAsync(cancellationToken),
        Storage.Stack => Task.FromResult(new StackWork(Storage.Define(StorageSettings.From(environment)))),
        Identity.Stack => IdentityAsync(cancellationToken),
        Cdn.Stack => CdnAsync(cancellationToken),
        Mail.Stack => MailAsync(cancellationToken),
        Bastion.Stack => BastionAsync(cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(stack), stack, "There is no such stack."),
    };

    private async Task<StackWork> ClusterAsync(CancellationToken cancellationToken) =>
        new(Cluster.Define(ClusterSettings.From(environment), await Outputs.NetworkAsync(cancellationToken)));

    private async Task<StackWork> DnsAsync(DnsSettings settings, CancellationToken cancellationToken) =>
        new(Dns.Define(settings, await ZoneAboveAsync(settings, cancellationToken)));

    // The zone above an additional environment's is made by its parent; the one above a main environment's was there before.
    private async Task<Upstream<ParentZone>> ZoneAboveAsync(DnsSettings settings, CancellationToken cancellationToken)
    {
        if (environment.Names.IsAdditional)
        {
            var parent = await Outputs.DnsOfTheParentAsync(cancellationToken);
            return new(
                new ParentZone(parent.Outputs.ZoneId), parent.PlaceholdersFrom is null ? null : $"ProvisionDns of {environment.Identity.ParentEnvironment}");
        }

        return await zoneAbove(settings.ParentDomain, cancellationToken) is { } id ? new(new ParentZone(id)) : Dns.UnknownParent;
    }

    private Task<MasterPassword> MySqlPasswordAsync(CancellationToken cancellationToken) => passwords.ReadAsync(
        new(environment.Names.SharedNamespace, SecretNames.MySqlRoot), "MYSQL_ROOT_PASSWORD", cancellationToken);

    private Task<MasterPassword> MongoDbPasswordAsync(CancellationToken cancellationToken) => passwords.ReadAsync(
        new(environment.Names.SharedNamespace, SecretNames.MongoDbAdmin), "MONGODB_PASSWORD", cancellationToken);

    private async Task<StackWork> MySqlAsync(MySqlSettings settings, Task<MasterPassword> reading, CancellationToken cancellationToken)
    {
        var password = await reading;
        return With(password, MySql.Define(
            settings with { PasswordVersion = password.Version },
            await Outputs.NetworkAsync(cancellationToken), await Outputs.DnsAsync(cancellationToken)));
    }

    private async Task<StackWork> MongoDbAsync(MongoDbSettings settings, Task<MasterPassword> reading, CancellationToken cancellationToken)
    {
        var password = await reading;
        return With(password, MongoDb.Define(
            settings with { PasswordVersion = password.Version },
            await Outputs.NetworkAsync(cancellationToken), await Outputs.DnsAsync(cancellationToken)));
    }

    private async Task<StackWork> RedisAsync(CancellationToken cancellationToken) => new(Redis.Define(
        RedisSettings.From(environment), await Outputs.NetworkAsync(cancellationToken), await Outputs.DnsAsync(cancellationToken)));

    private async Task<StackWork> CdnAsync(CancellationToken cancellationToken) => new(Cdn.Define(
        CdnSettings.From(environment), await Outputs.StorageAsync(cancellationToken), await Outputs.DnsAsync(cancellationToken)));

    private async Task<StackWork> MailAsync(CancellationToken cancellationToken) =>
        new(Mail.Define(MailSettings.From(environment), await Outputs.DnsAsync(cancellationToken)));

    private async Task<StackWork> BastionAsync(CancellationToken cancellationToken) => new(Bastion.Define(
        BastionSettings.From(environment), await Outputs.NetworkAsync(cancellationToken), await Outputs.DnsAsync(cancellationToken)));

    private async Task<StackWork> IdentityAsync(CancellationToken cancellationToken) => new(Identity.Define(
        IdentitySettings.From(environment), await Outputs.ClusterAsync(cancellationToken), await Outputs.StorageAsync(cancellationToken)));

    // Terraform asks for the value also where a dry run has none to show.
    private static StackWork With(MasterPassword password, StackDefinition stack) => new(stack)
    {
        Secrets = new Dictionary<string, Secret> { ["password"] = password.Value ?? new Secret("not-made-in-a-dry-run") },
    };
}
