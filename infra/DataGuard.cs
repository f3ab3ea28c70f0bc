using TutorPipeline.Model;

namespace TutorPipeline.Infra;

/// <summary>Keeps a plan from destroying or replacing what holds data, unless that very address was named.</summary>
/// <param name="allowed">The addresses that may go, such as <c>mysql/aws_db_instance.main</c>.</param>
public sealed class DataGuard(IReadOnlyCollection<string> allowed)
{
    // What cannot be made again from configuration: rows, objects, images, zones that registrars point to, keys that data is encrypted with,
    // and the cluster, in which Secrets live.
    private static readonly HashSet<string> HoldingData = new(StringComparer.Ordinal)
    {
        "aws_db_instance", "aws_docdb_cluster", "aws_elasticache_replication_group", "aws_s3_bucket", "aws_ecr_repository", "aws_route53_zone",
        "aws_kms_key", "aws_eks_cluster", "aws_ebs_volume", "aws_efs_file_system",
    };

    /// <summary>Whether everything may go, because a person confirmed the end of the whole environment.</summary>
    public bool AllowsAll { get; init; }

    /// <summary>What of a plan is refused.</summary>
    /// <param name="changes">The plan.</param>
    /// <returns>The addresses, as <c>--allow-data-loss</c> takes them.</returns>
    public IReadOnlyList<string> Endangered(IReadOnlyList<Change> changes) => AllowsAll ? [] :
    [
        .. changes
            .Where(change => change.Kind is ChangeKind.Delete or ChangeKind.Replace && HoldsData(change.Subject)
                && !allowed.Contains(change.Subject))
            .Select(change => change.Subject),
    ];

    /// <summary>Refuses a plan.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="changes">The plan.</param>
    /// <exception cref="DataLossException">It destroys or replaces something that holds data and was not named.</exception>
    public void Check(string stack, IReadOnlyList<Change> changes)
    {
        if (Endangered(changes) is { Count: > 0 } endangered)
        {
            throw new DataLossException(stack, [.. changes.Where(change => endangered.Contains(change.Subject))]);
        }
    }

    // A subject is "<stack>/<type>.<name>".
    private static bool HoldsData(string subject)
    {
        var type = subject[(subject.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var end = type.IndexOf('.', StringComparison.Ordinal);
        return HoldingData.Contains(end < 0 ? type : type[..end]);
    }
}

/// <summary>A plan would lose data.</summary>
public sealed class DataLossException : PipelineException
{
    internal DataLossException(string stack, IReadOnlyList<Change> changes)
        : base(
            $"The plan of the stack {stack} would lose data, and nothing of it was carried out:\n"
            + string.Concat(changes.Select(c => $"  {c.Kind.ToString().ToLowerInvariant()} {c.Subject}{(c.Detail is null ? "" : $": {c.Detail}")}\n"))
            + "If that is what you want, make sure that there is a backup and name each one: "
            + string.Join(' ', changes.Select(c => $"--allow-data-loss {c.Subject}")) + ". Otherwise undo the setting that leads to it.") =>
        Addresses = [.. changes.Select(c => c.Subject)];

    /// <summary>What would be lost.</summary>
    public IReadOnlyList<string> Addresses { get; }
}
