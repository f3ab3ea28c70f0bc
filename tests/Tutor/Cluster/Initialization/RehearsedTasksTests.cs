using System.Text.Json.Nodes;
using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.Rehearsal.Services;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Initialization;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Initialization;

/// <summary>The pipeline's own tasks in the rehearsal, where a stand-in plays the image.</summary>
public sealed class RehearsedTasksTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tasks-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Run_to_their_end_with_what_secrets_hold()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It takes a POSIX shell.");
        await using var server = await ApiServerProcess.StartAsync("--job-program", "*=" + StandInImage.LinkInto(folder));
        foreach (var variable in OwnTasks.Administrator().Variables.Concat(OwnTasks.MongoDbUser().Variables).GroupBy(v => v.SecretName))
        {
            var (status, answer) = await server.SendAsync("POST", "/api/v1/namespaces/default/secrets", Secret(variable.Key, variable));
            Assert.True(status == 201, $"{status} {answer}");
        }

        var report = new FakeReport();
        var stage = new InitializePlatform(new KubeconfigAccess(server.Kubeconfig, null), Request());
        await stage.ApplyAsync(await stage.PlanAsync(report, Token), report, Token);

        Assert.Equal(
            [
                "  rehearsed: manage.py lms manage_user value-of-ADMIN_USER value-of-ADMIN_EMAIL --superuser --staff",
                "  rehearsed: manage.py lms migrate", "  rehearsed: manage.py lms shell -c", "  rehearsed: manage.py lms shell -c",
                "  rehearsed: python -c",
            ],
            report.Said.Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static JsonObject Secret(string name, IEnumerable<SecretVariable> variables) => new()
    {
        ["apiVersion"] = "v1", ["kind"] = "Secret", ["metadata"] = new JsonObject { ["name"] = name },
        ["stringData"] = new JsonObject(variables.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)$"value-of-{v.Key}"))),
    };

    private static InitializationRequest Request() => new(
        new ManifestSet("default", "tutor-default", [])
        {
            JobTemplates = new Dictionary<string, Manifest>
            {
                ["lms"] = new(JsonNode.Parse(
                    """
                    {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"lms-job"},
                     "spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"lms","image":"lms:1"}]}}}}
                    """)!.AsObject()),
            },
        },
        new InitializationFingerprint(["lms@sha256:1"], "hash", ["mfe"], "21.0.8"), InitializationMode.Auto,
        new Migration(), OwnTasks.Theme("indigo", ["lms.example.org"]), [])
    {
        Preparations = [OwnTasks.MongoDbUser()],
    };

    private sealed class Migration : IInitializationTasks
    {
        public Task<IReadOnlyList<InitializationTask>> ListAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<InitializationTask>>([new InitializationTask("lms", "./manage.py lms migrate", [])]);
    }
}
