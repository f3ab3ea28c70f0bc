using System.Text;
using System.Text.Json.Nodes;
using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Initialization;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Tests.Cluster.Access;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Initialization;

/// <summary>Scripts that hold secrets, on the stand-in API server, which runs their pods as processes.</summary>
public static class SecretScriptTests
{
    private const string Secrets = "/api/v1/namespaces/default/secrets";
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";

    [Fact]
    public static async Task Runs_a_script_that_is_in_no_job_but_in_a_secret_which_goes_with_its_job()
    {
        await using var server = await ApiServerProcess.StartAsync("--rbac");
        var report = new FakeReport();

        await RunAsync(server, report, Set(), "password='Root-Password.1'\necho \"length ${#password}\"");

        Assert.Equal(["task 1 of 1: lms", "  length 15"], report.Said);
        var (job, secret) = (await OnlyAsync(server, Jobs), await OnlyAsync(server, Secrets));
        Assert.DoesNotContain("Root-Password", job.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(
            """[{"name":"TUTORPIPELINE_SCRIPT","valueFrom":{"secretKeyRef":{"name":"NAME","key":"script"}}}]"""
                .Replace("NAME", Name(job), StringComparison.Ordinal),
            job["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.ToJsonString());
        Assert.Equal("lms", (string?)secret["metadata"]!["labels"]![InitializationJob.Label]);
        Assert.Equal(Name(job), Name(secret));
        var owner = Assert.Single(secret["metadata"]!["ownerReferences"]!.AsArray())!;
        Assert.Equal(("Job", (string?)job["metadata"]!["uid"]), ((string?)owner["kind"], (string?)owner["uid"]));
    }

    [Fact]
    public static async Task Removes_what_a_killed_run_has_left()
    {
        await using var server = await ApiServerProcess.StartAsync("--rbac");
        await MakeSecretAsync(server, "lms-job-left", true);
        await MakeSecretAsync(server, "of-somebody-else", false);

        await RunAsync(server, new FakeReport(), Set(), "true");

        var names = (await ItemsAsync(server, Secrets)).Select(Name).Order(StringComparer.Ordinal).ToList();
        Assert.Equal([Name(await OnlyAsync(server, Jobs)), "of-somebody-else"], names);
    }

    [Fact]
    public static async Task Leaves_no_script_of_a_job_that_the_cluster_does_not_take()
    {
        await using var server = await ApiServerProcess.StartAsync("--rbac");

        var failure = await Assert.ThrowsAsync<InitializationException>(
            () => RunAsync(server, new FakeReport(), Set("\"unheard\":1,"), "echo Root-Password.1"));

        Assert.Matches(
            "^The platform default was not initialized: the cluster did not take job/lms-job-[0-9a-f]{16}: 400 \\(.*unheard.*\\)\\. "
            + "Mend what it names, then run InitializePlatform again\\.$",
            failure.Message);
        Assert.Empty(await ItemsAsync(server, Secrets));
        Assert.Empty(await ItemsAsync(server, Jobs));
    }

    [Fact]
    public static async Task Runs_nothing_when_a_later_task_has_no_template()
    {
        await using var server = await ApiServerProcess.StartAsync("--rbac");
        var request = Request(Set(), "true");
        var tasks = new FixedTasks([InitializationTask.OfSecret("lms", new("true")), InitializationTask.OfSecret("notes", new("true"))]);

        var failure = await Assert.ThrowsAsync<InitializationException>(
            () => ApplyAsync(server, new FakeReport(), request with { Tasks = tasks }));

        Assert.Contains("no Job template for the service notes", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await ItemsAsync(server, Jobs));
    }

    [Theory]
    [InlineData("", null, "sh -e -c echo")]
    [InlineData(",\"command\":[]", "sh -e -c", "echo")]
    [InlineData(",\"command\":[\"wrap\"],\"args\":[\"old\"]", "wrap", "sh -e -c echo")]
    public static void Passes_by_an_entry_point_only_where_tutor_does(string container, string? command, string arguments)
    {
        var job = InitializationJob.Make(Set(container: container), new InitializationTask("lms", "echo", []), "x", new InitializationRule());

        var made = job["spec"]!["template"]!["spec"]!["containers"]![0]!;
        Assert.Equal(command, made["command"] is JsonArray words ? string.Join(' ', words.Select(w => (string)w!)) : null);
        Assert.Equal(arguments, string.Join(' ', made["args"]!.AsArray().Select(w => (string)w!)));
    }

    [Fact]
    public static void Says_which_right_is_missing()
    {
        Assert.Equal(
            "The platform prod was not initialized: a task's script could not be kept in secret/lms-job-1: 403 (forbidden). "
            + "The deployer's role lacks this: let it list, create, patch and delete Secrets, then run InitializePlatform again.",
            InitializationException.NoScript("prod", "lms-job-1", 403, "forbidden").Message);
        Assert.EndsWith(
            "500 (no space). Mend what it names, then run InitializePlatform again.",
            InitializationException.NoScript("prod", "lms-job-1", 500, "no space").Message, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ManifestSet Set(string spec = "", string container = "") => new("default", "tutor-default", [])
    {
        JobTemplates = new Dictionary<string, Manifest>
        {
            ["lms"] = new(JsonNode.Parse(
                "{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"metadata\":{\"name\":\"lms-job\"},"
                + $"\"spec\":{{{spec}\"template\":{{\"spec\":{{\"restartPolicy\":\"Never\","
                + $"\"containers\":[{{\"name\":\"lms\",\"image\":\"lms:1\"{container}}}]}}}}}}}}")!.AsObject()),
        },
    };

    private static InitializationRequest Request(ManifestSet set, string script) => new(
        set, new InitializationFingerprint(["lms@sha256:1"], "hash", ["mfe"], "21.0.8"), InitializationMode.Auto,
        new FixedTasks([InitializationTask.OfSecret("lms", new Secret(script))]), null, [new Secret("Root-Password.1")]);

    private static Task RunAsync(ApiServerProcess server, FakeReport report, ManifestSet set, string script) =>
        ApplyAsync(server, report, Request(set, script));

    private static async Task ApplyAsync(ApiServerProcess server, FakeReport report, InitializationRequest request)
    {
        var stage = new InitializePlatform(await Deployer.OfDefaultAsync(server), request);
        var plan = await stage.PlanAsync(report, Token);
        await stage.ApplyAsync(plan with { MakesAdministrator = false }, report, Token);
    }

    private static Task MakeSecretAsync(ApiServerProcess server, string name, bool isOurs) => server.SendAsync("POST", Secrets, new JsonObject
    {
        ["apiVersion"] = "v1", ["kind"] = "Secret",
        ["metadata"] = new JsonObject
        {
            ["name"] = name, ["labels"] = isOurs ? new JsonObject { [InitializationJob.Label] = "lms" } : new JsonObject(),
        },
        ["data"] = new JsonObject { ["script"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("true")) },
    });

    private static async Task<JsonObject> OnlyAsync(ApiServerProcess server, string path) => Assert.Single(await ItemsAsync(server, path));

    private static string Name(JsonObject document) => (string)document["metadata"]!["name"]!;

    private static async Task<IReadOnlyList<JsonObject>> ItemsAsync(ApiServerProcess server, string path)
    {
        using var connection = new ClusterConnection(new KubeconfigAccess(server.Kubeconfig, null));
        var answer = await connection.SendAsync(new ClusterCall(HttpMethod.Get, path), Token);
        return [.. answer.Body!["items"]!.AsArray().Select(item => item!.AsObject())];
    }

    private sealed class FixedTasks(IReadOnlyList<InitializationTask> tasks) : IInitializationTasks
    {
        public Task<IReadOnlyList<InitializationTask>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(tasks);
    }
}
