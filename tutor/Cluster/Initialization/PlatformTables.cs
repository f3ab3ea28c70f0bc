using System.Text.Json.Nodes;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Initialization;

/// <summary>
/// Whether a platform has data that migrations could spoil: Django's own table of migrations. The cluster's memory is asked first, and the
/// server itself where that knows nothing, because databases outlive clusters.
/// </summary>
/// <param name="access">How the cluster is reached.</param>
/// <param name="namespaceName">The platform's namespace.</param>
/// <param name="secrets">Known secrets, masked in logs.</param>
public sealed class PlatformTables(ClusterAccess access, string namespaceName, IReadOnlyCollection<Secret> secrets)
{
    private const string Answer = "Open edX tables: ";

    private static readonly string[] NotYetThere =
        ["volumes", "serviceAccountName", "serviceAccount", "initContainers", "automountServiceAccountToken"];

    /// <summary>Looks at what the cluster remembers; nothing is started.</summary>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>True for a platform that was initialized here, or whose LMS is there; null when only the server can tell.</returns>
    /// <exception cref="InitializationException">The cluster cannot be read.</exception>
    public async Task<bool?> AreRememberedAsync(CancellationToken cancellationToken)
    {
        using var connection = new ClusterConnection(access);
        var record = await InitializationRecord.ReadAsync(connection, namespaceName, cancellationToken);
        if (record.Fingerprint is not null || record.HasAdministrator)
        {
            return true;
        }

        try
        {
            var call = new ClusterCall(HttpMethod.Get, $"/apis/apps/v1/namespaces/{namespaceName}/deployments/lms");
            return (await connection.SendAsync(call, cancellationToken)).IsSuccess ? true : null;
        }
        catch (ClusterUnreachableException e)
        {
            throw InitializationException.Unreachable(namespaceName, connection.Server, e.Message);
        }
    }

    /// <summary>Asks MySQL itself, by a Job with the LMS's image.</summary>
    /// <param name="set">The release that is about to be applied, with the Job templates.</param>
    /// <param name="report">Takes the Job's log.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether the table is there.</returns>
    /// <exception cref="InitializationException">The Job failed, or did not answer.</exception>
    public async Task<bool> AskAsync(ManifestSet set, IStageReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var connection = new ClusterConnection(access);
        var rule = new InitializationRule { Deadline = TimeSpan.FromMinutes(10) };
        var job = InitializationJob.Make(set, Question(), $"{Guid.CreateVersion7():n}"[^16..], rule);
        Strip(job["spec"]!["template"]!["spec"]!.AsObject());
        var listener = new Listener(report);
        var runner = new JobRunner(connection, namespaceName, new Masking(secrets), rule, TimeProvider.System);
        await runner.RunAsync(job, null, listener, cancellationToken);
        return listener.Heard ?? throw InitializationException.Failed(
            namespaceName, (string)job["metadata"]!["name"]!, $"did not say '{Answer}0' or '{Answer}1'", string.Empty);
    }

    internal static InitializationTask Question() => new(
        "lms",
        $"""
        python -c '
        import os
        import MySQLdb
        connection = MySQLdb.connect(
            host=os.environ["ADMIN_HOST"], port=int(os.environ["ADMIN_PORT"]), user=os.environ["ADMIN_USER"],
            password=os.environ["ADMIN_PASSWORD"],
        )
        cursor = connection.cursor()
        cursor.execute(
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = %s AND table_name = %s",
            (os.environ["OWN_DATABASE"], "django_migrations"),
        )
        print("{Answer}%d" % cursor.fetchone()[0])
        '
        """,
        [
            new("ADMIN_HOST", SecretNames.MySqlRoot, "MYSQL_HOST"), new("ADMIN_PORT", SecretNames.MySqlRoot, "MYSQL_PORT"),
            new("ADMIN_USER", SecretNames.MySqlRoot, "MYSQL_ROOT_USERNAME"), new("ADMIN_PASSWORD", SecretNames.MySqlRoot, "MYSQL_ROOT_PASSWORD"),
            new("OWN_DATABASE", SecretNames.MySqlOpenEdx, "OPENEDX_MYSQL_DATABASE"),
        ])
    {
        Title = "tables",
    };

    // Before the first deploy there are Secrets, and nothing else that a pod of the platform has.
    private static void Strip(JsonObject pod)
    {
        foreach (var name in NotYetThere)
        {
            pod.Remove(name);
        }

        var container = pod["containers"]![0]!.AsObject();
        container.Remove("volumeMounts");
        container.Remove("envFrom");
    }

    private sealed class Listener(IStageReport report) : IStageReport
    {
        public bool? Heard { get; private set; }

        public void Information(string message)
        {
            var line = message.Trim();
            if (line.StartsWith(Answer, StringComparison.Ordinal))
            {
                Heard = line.EndsWith('1');
            }

            report.Information(message);
        }

        public void Verbose(string message) => report.Verbose(message);

        public void Warning(string message) => report.Warning(message);
    }
}
