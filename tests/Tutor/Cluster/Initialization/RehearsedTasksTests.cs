using System.Text.Json.Nodes;
using TutorPipeline.Infra.Tests.Terraform;
using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.Rehearsal.Services;
using TutorPipeline.Tutor.Cluster.Initialization;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Tests.Cluster.Access;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;
using TutorPipeline.Tutor.Tests.Configuration;

namespace TutorPipeline.Tutor.Tests.Cluster.Initialization;

/// <summary>Tutor's tasks and the pipeline's own in the rehearsal, where stand-ins play Tutor and the image.</summary>
public sealed class RehearsedTasksTests : IDisposable
{
    private const string Rehearsed = "  rehearsed: ";
    private readonly string folder = Directory.CreateTempSubdirectory("tasks-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Run_to_their_end_with_what_secrets_hold()
    {
        var reason = await StandInTutor.WhyNotAsync(Token);
        Assert.SkipWhen(reason is not null, reason ?? string.Empty);
        await using var server = await ApiServerProcess.StartAsync("--rbac", "--job-program", "*=" + StandInImage.LinkInto(folder));
        foreach (var variable in OwnTasks.Administrator().Variables.Concat(OwnTasks.MongoDbUser().Variables).GroupBy(v => v.SecretName))
        {
            var (status, answer) = await server.SendAsync("POST", "/api/v1/namespaces/default/secrets", Secret(variable.Key, variable));
            Assert.True(status == 201, $"{status} {answer}");
        }

        var report = new FakeReport();
        var tasks = new TutorTasks(new PlatformRendering(new RealTools(), folder), await SavedAsync(), []);
        var stage = new InitializePlatform(await Deployer.OfDefaultAsync(server), Request(tasks));
        await stage.ApplyAsync(await stage.PlanAsync(report, Token), report, Token);

        Assert.Equal(
            [
                "python -c", // the user of MongoDB
                "mysql --user --password --host --port --execute", "mysql --user --password --host --port --execute",
                "mysql --user --password --host --port --execute", "mysql --user --password --host --port --execute", "python -c",
                "dockerize -wait -wait -timeout", "manage.py lms migrate",
                "manage.py lms manage_user cms cms@openedx --unusable-password",
                "manage.py lms create_dot_application --client-id --client-secret", "manage.py lms load_policies",
                "dockerize -wait -timeout", "manage.py cms migrate", "manage.py cms reindex_studio", "manage.py cms load_policies",
                "manage.py lms waffle_flag --create --everyone",
                "manage.py lms shell -c", // the theme, then the administrator
                "manage.py lms manage_user value-of-ADMIN_USER value-of-ADMIN_EMAIL --superuser --staff", "manage.py lms shell -c",
            ],
            report.Said.Where(line => line.StartsWith(Rehearsed, StringComparison.Ordinal)).Select(line => line[Rehearsed.Length..]));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static JsonObject Secret(string name, IEnumerable<SecretVariable> variables) => new()
    {
        ["apiVersion"] = "v1", ["kind"] = "Secret", ["metadata"] = new JsonObject { ["name"] = name },
        ["stringData"] = new JsonObject(variables.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)$"value-of-{v.Key}"))),
    };

    /// <summary>The rehearsal's Tutor, with a configuration as ConfigurePlatform leaves one.</summary>
    private async Task<TutorSource> SavedAsync()
    {
        var root = Directory.CreateDirectory(Path.Combine(folder, "tutor"));
        var plugins = Directory.CreateDirectory(Path.Combine(folder, "plugins"));
        await File.WriteAllTextAsync(Path.Combine(root.FullName, "config.yml"), "PLUGINS: [mfe]\n", Token);
        var saved = await Command.RunAsync(
            StandInTutor.Program, ["config", "save"], string.Empty,
            ("TUTOR_ROOT", root.FullName), ("TUTOR_PLUGINS_ROOT", plugins.FullName));
        Assert.True(saved.ExitCode == 0, saved.Error);
        return new TutorSource(new RealTools(), StandInTutor.Program, StandInTutor.Version, [], folder);
    }

    private static Manifest Template(string service) => new(JsonNode.Parse(
        """
        {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"SERVICE-job"},
         "spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"SERVICE","image":"SERVICE:1"}]}}}}
        """.Replace("SERVICE", service, StringComparison.Ordinal))!.AsObject());

    private static InitializationRequest Request(TutorTasks tasks) => new(
        new ManifestSet("default", "tutor-default", [])
        {
            JobTemplates = ((string[])["lms", "cms", "mysql"]).ToDictionary(service => service, Template),
        },
        new InitializationFingerprint(["lms@sha256:1"], "hash", ["mfe"], "21.0.8"), InitializationMode.Auto,
        tasks, OwnTasks.Theme("indigo", ["lms.example.org"]), [])
    {
        Preparations = [OwnTasks.MongoDbUser()],
    };
}
