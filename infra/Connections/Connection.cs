using TutorPipeline.Model;

namespace TutorPipeline.Infra.Connections;

/// <summary>What a person asked for.</summary>
/// <param name="Service">To what.</param>
/// <param name="Opens">Whether the way is opened at once, not only shown.</param>
/// <param name="ShowsSecrets">Whether the password is shown.</param>
public sealed record ConnectionRequest(BackingService Service, bool Opens = false, bool ShowsSecrets = false);

/// <summary>What would be shown or opened.</summary>
/// <param name="Changes">One line that says it.</param>
/// <param name="NotLookedAt">What could not be looked at.</param>
/// <param name="PlaceholdersFrom">What has to be there first.</param>
public sealed record ConnectionPlan(
    IReadOnlyList<Change> Changes, IReadOnlyList<NotLookedAt> NotLookedAt, IReadOnlyList<string> PlaceholdersFrom)
    : StagePlan(Changes, NotLookedAt, PlaceholdersFrom)
{
    internal BastionPlace? Bastion { get; init; }

    internal ServicePlace? Place { get; init; }
}

/// <summary>Where the doors are; each answer is null while the thing does not exist.</summary>
/// <param name="Bastion">Finds the bastion.</param>
/// <param name="Service">Finds the service; not asked for the bastion itself.</param>
/// <param name="Secrets">Finds the store of passwords.</param>
public sealed record ConnectionSources(
    Func<CancellationToken, Task<BastionPlace?>> Bastion,
    Func<BackingService, CancellationToken, Task<ServicePlace?>> Service,
    Func<CancellationToken, Task<ISecretStore?>> Secrets);

/// <summary>
/// The way of a person to a service that has no public address: prints the exact commands, and opens the tunnel or the shell on demand.
/// </summary>
/// <param name="request">What was asked for.</param>
/// <param name="settings">The environment's part.</param>
/// <param name="sources">Where the doors are.</param>
/// <param name="tools">Starts the tunnel or the shell.</param>
public sealed class Connection(ConnectionRequest request, ConnectionSettings settings, ConnectionSources sources, IToolRunner tools)
    : IStage<ConnectionPlan>
{
    private string Subject => $"connection/{request.Service.ToString().ToLowerInvariant()}";

    /// <inheritdoc/>
    public async Task<ConnectionPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var bastion = await sources.Bastion(cancellationToken);
        var isService = request.Service != BackingService.Bastion;
        var place = isService ? await sources.Service(request.Service, cancellationToken) : null;
        var missing = new List<string>();
        if (bastion is null)
        {
            missing.Add("ProvisionBastion");
        }

        if (isService && place is null)
        {
            missing.Add(ServiceClient.Of(request.Service, settings).Target);
        }

        var change = missing.Count > 0
            ? new Change(ChangeKind.Unknown, Subject, $"(known after {string.Join(" and ", missing)})")
            : new Change(ChangeKind.Run, Subject, Way(bastion!, place).ToString());
        return new([change], [], missing) { Bastion = bastion, Place = place };
    }

    /// <inheritdoc/>
    /// <exception cref="ConnectionToolMissingException">It is to be opened, and a program for that is missing.</exception>
    /// <exception cref="ConnectionEndedException">The tunnel or the shell ended with an error.</exception>
    /// <exception cref="PasswordMissingException">The password is to be shown, and it is not there.</exception>
    public async Task ApplyAsync(ConnectionPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        var bastion = plan.Bastion!;
        Say(bastion, plan.Place, report);
        if (plan.Place is not null)
        {
            await SayPasswordAsync(report, cancellationToken);
        }

        if (request.Opens)
        {
            await OpenAsync(Way(bastion, plan.Place), report, cancellationToken);
        }
    }

    private ShellCommand Way(BastionPlace bastion, ServicePlace? place) =>
        place is null ? Doors.Shell(settings, bastion) : Doors.Tunnel(settings, bastion, place);

    private void Say(BastionPlace bastion, ServicePlace? place, IStageReport report)
    {
        report.Information(place is null ? "A shell on the bastion, by Session Manager:" : "Open a tunnel and leave it open:");
        report.Information($"  {Way(bastion, place)}");
        if ((place is null ? Doors.SshShell(settings, bastion) : Doors.SshTunnel(settings, bastion, place)) is { } ssh)
        {
            report.Information("or by SSH, from where it is allowed:");
            report.Information($"  {ssh}");
        }

        if (place is not null)
        {
            SayClient(ServiceClient.Of(request.Service, settings), place, report);
        }
    }

    private static void SayClient(ServiceClient client, ServicePlace place, IStageReport report)
    {
        if (client.NeedsAuthorities)
        {
            report.Information("Once, get the authorities that sign the server's certificate:");
            report.Information($"  curl --remote-name {ServiceClient.AuthoritiesUrl}");
        }

        report.Information("Then, in another terminal:");
        report.Information($"  {client.ThroughTunnel(place)}");
        report.Information(client.ChecksNames
            ? $"On the bastion itself, where the certificate's name {place.Host} is checked as well:" : "On the bastion itself:");
        report.Information($"  {client.Inside(place)}");
    }

    private async Task SayPasswordAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var client = ServiceClient.Of(request.Service, settings);
        if (!request.ShowsSecrets)
        {
            report.Information($"The password{(client.User is null ? string.Empty : $" of {client.User}")} is {client.Key} in the Secret "
                + $"{client.Secret}; --show-secrets shows it.");
            return;
        }

        var store = await sources.Secrets(cancellationToken);
        var record = store is null ? null : await store.ReadAsync(client.Secret, cancellationToken);
        var password = record?.Keys.GetValueOrDefault(client.Key) ?? throw new PasswordMissingException(client.Secret, client.Key);
        if (report is IRevealingReport screen)
        {
            screen.Reveal($"Password: {password.Reveal()}");
        }
        else
        {
            report.Warning("The password is not shown: what is said here is kept.");
        }
    }

    private async Task OpenAsync(ShellCommand way, IStageReport report, CancellationToken cancellationToken)
    {
        foreach (var (tool, howToGet) in ConnectionToolMissingException.Needed)
        {
            if (tools.Find(tool) is null)
            {
                throw new ConnectionToolMissingException(tool, howToGet);
            }
        }

        var isShell = request.Service == BackingService.Bastion;
        report.Information(isShell ? "Opens the shell; leave it with exit." : "Opens the tunnel; Ctrl-C closes it.");
        var result = await tools.RunAsync(
            new ToolInvocation(way.Program, way.Arguments)
            {
                TakesTerminal = isShell, OnOutput = report.Information, OnError = report.Warning,
            },
            cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new ConnectionEndedException(way.ToString(), result.ExitCode);
        }
    }
}
