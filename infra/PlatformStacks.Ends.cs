using System.Globalization;
using TutorPipeline.Infra.Stacks;

namespace TutorPipeline.Infra;

/// <summary>How each stack of an environment ends.</summary>
public sealed partial class PlatformStacks
{
    /// <summary>Tells the time, for the names of last snapshots.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Describes the end of one stack.</summary>
    /// <param name="stack">Its name, such as <c>network</c>.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>How it ends.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stack.</exception>
    public Task<StackEnd> EndAsync(string stack, CancellationToken cancellationToken) => stack switch
    {
        MySql.Stack => MySqlEndAsync(cancellationToken),
        MongoDb.Stack => MongoDbEndAsync(cancellationToken),
        Dns.Stack => DnsEndAsync(cancellationToken),
        Registry.Stack => Task.FromResult(RegistryEnd()),
        Storage.Stack => StorageEndAsync(cancellationToken),
        _ => EndAsItIsAsync(stack, cancellationToken),
    };

    // AWS refuses a snapshot whose name exists, and an environment may be made and deleted again and again.
    private string Stamped(string name) => $"{name}-{Time.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}";

    private async Task<StackEnd> EndAsItIsAsync(string stack, CancellationToken cancellationToken) =>
        new(await DescribeAsync(stack, cancellationToken), []);

    private async Task<StackEnd> MySqlEndAsync(CancellationToken cancellationToken)
    {
        var settings = MySqlSettings.From(environment);
        var choices = settings.Choices with { Care = settings.Choices.Care with { DeletionProtection = false } };
        return new(
            await MySqlAsync(
                settings with { Choices = choices, FinalSnapshot = Stamped(settings.FinalSnapshot) },
                LastPasswordAsync(settings.Scope.Namespace, MySql.Stack, cancellationToken),
                cancellationToken),
            ["aws_db_instance.main"]);
    }

    private async Task<StackEnd> MongoDbEndAsync(CancellationToken cancellationToken)
    {
        var settings = MongoDbSettings.From(environment);
        var choices = settings.Choices with { Care = settings.Choices.Care with { DeletionProtection = false } };
        return new(
            await MongoDbAsync(
                settings with { Choices = choices, FinalSnapshot = Stamped(settings.FinalSnapshot) },
                LastPasswordAsync(settings.Scope.Namespace, MongoDb.Stack, cancellationToken),
                cancellationToken),
            ["aws_docdb_cluster.main"]);
    }

    // The Secret may be gone with its namespace. A password whose number is on record is not handed over again, so its value does not matter.
    private async Task<MasterPassword> LastPasswordAsync(string owner, string stack, CancellationToken cancellationToken) =>
        new(null, await Outputs.PasswordVersionAsync($"{owner}/{stack}/terraform.tfstate", cancellationToken));

    private async Task<StackEnd> DnsEndAsync(CancellationToken cancellationToken)
    {
        var work = await DnsAsync(DnsSettings.From(environment) with { ForceDestroy = true }, cancellationToken);
        return new(work, AddressesOf(work, "aws_route53_zone"));
    }

    private StackEnd RegistryEnd()
    {
        var work = new StackWork(Registry.Define(RegistrySettings.From(environment) with { ForceDelete = true }));
        return new(work, AddressesOf(work, "aws_ecr_repository"));
    }

    // Backups outlive their environment. Where there are none, none are made in order to keep them.
    private async Task<StackEnd> StorageEndAsync(CancellationToken cancellationToken)
    {
        var settings = StorageSettings.From(environment) with { ForceDestroy = true };
        var work = new StackWork(Storage.Define(settings));
        var hasBackups = await Outputs.HasAsync(work.StateKey, "aws_s3_bucket.backups", cancellationToken);
        return new(
            work,
            ["aws_s3_bucket.media", "aws_s3_bucket.private"],
            hasBackups ? new StackWork(Storage.Define(settings with { OnlyBackups = true })) : null);
    }

    private static string[] AddressesOf(StackWork work, string type) =>
        [.. work.Definition.Resources.Where(resource => resource.ElementType == type).Select(resource => resource.ElementAddress)];
}
