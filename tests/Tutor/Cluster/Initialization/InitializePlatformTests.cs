using System.Text.Json.Nodes;
using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Initialization;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Tests.Cluster.Access;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Initialization;

/// <summary>Jobs of ours on the stand-in API server, which runs their pods as processes.</summary>
public static class InitializePlatformTests
{
    private static readonly ManifestSet Set = new("default", "tutor-default", [])
    {
        JobTemplates = new Dictionary<string, Manifest>
        {
            ["lms"] = new(JsonNode.Parse(
                """
                {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"lms-job","labels":{"app.kubernetes.io/component":"job"}},
                 "spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"lms","image":"lms:1"}]}}}}
                """)!.AsObject()),
        },
    };

    [Fact]
    public static async Task Runs_the_tasks_in_order_tells_their_log_and_is_done_once()
    {
        await using var server = await ApiServerProcess.StartAsync("--rbac");
        var access = await Deployer.OfDefaultAsync(server);
        var report = new FakeReport();
        var request = Request("echo first Marked-Value.1", "echo second");
        var stage = new InitializePlatform(access, request);
        var plan = await stage.PlanAsync(report, Token);
        Assert.Equal(new Change(ChangeKind.Run, "init", "Tutor's tasks; never done before"), plan.Changes[0]);
        await stage.ApplyAsync(plan with { MakesAdministrator = false }, report, Token);
        Assert.Equal(["task 1 of 2: lms", $"  first {FieldDifference.Masked}", "task 2 of 2: lms", "  second"], report.Said);

        var second = await stage.PlanAsync(report, Token);
        Assert.Equal(
            [new Change(ChangeKind.Skip, "init", "images, configuration, plugins and Tutor are those of the last initialization")],
            second.Changes);
        var changed = request with { Fingerprint = request.Fingerprint with { ConfigurationHash = "other" } };
        plan = await new InitializePlatform(access, changed).PlanAsync(report, Token);
        Assert.Equal(
            [
                new Change(ChangeKind.Run, "init", "Tutor's tasks; something has changed"),
                new Change(ChangeKind.Skip, "administrator", "once, with the Secret admin-edx"),
            ],
            plan.Changes);
        var never = await new InitializePlatform(access, changed with { Mode = InitializationMode.Never }).PlanAsync(report, Token);
        Assert.Equal([new Change(ChangeKind.Skip, "init", "--init never")], never.Changes);
    }

    [Fact]
    public static async Task Tells_the_servers_a_password_that_has_changed_and_no_other()
    {
        await using var server = await ApiServerProcess.StartAsync("--rbac");
        var access = await Deployer.OfDefaultAsync(server);
        await server.SendAsync("POST", "/api/v1/namespaces/default/secrets", Password("one"));
        var stage = new InitializePlatform(access, Request("echo never") with
        {
            Preparations = [new InitializationTask("lms", "echo told $PASSWORD", [new("PASSWORD", "mysql", "PASSWORD")]) { Title = "user" }],
        });
        var report = new FakeReport();

        await stage.PrepareAsync(report, Token);
        await stage.PrepareAsync(report, Token);
        await server.SendAsync("PUT", "/api/v1/namespaces/default/secrets/mysql", Password("two"));
        await stage.PrepareAsync(report, Token);

        Assert.Equal(["task 1 of 1: user", "  told one", "task 1 of 1: user", "  told two"], report.Said);
        var plan = await stage.PlanAsync(report, Token);
        Assert.Equal("Tutor's tasks; never done before", plan.Changes[0].Detail);
        Assert.True(plan.MakesAdministrator);

        static JsonNode Password(string value) => JsonNode.Parse(
            $$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"mysql","namespace":"default"},"stringData":{"PASSWORD":"{{value}}"} }""")!;
    }

    [Fact]
    public static async Task Explains_a_task_that_fails_by_its_log_and_does_not_count_it_as_done()
    {
        await using var server = await ApiServerProcess.StartAsync("--rbac");
        var access = await Deployer.OfDefaultAsync(server);
        var stage = new InitializePlatform(access, Request("echo no database Marked-Value.1; exit 3", "echo never"));
        var report = new FakeReport();
        var plan = await stage.PlanAsync(report, Token);
        var failure = await Assert.ThrowsAsync<InitializationException>(() => stage.ApplyAsync(plan, report, Token));
        Assert.Matches(
            "^The platform default was not initialized: job/lms-job-[0-9a-f]{16} failed 2 times\\.\n"
            + "Last lines of its log:\n  no database \\(masked\\)\n"
            + "Tasks before it were done and may be done again\\. Mend the cause, then run InitializePlatform again\\.$",
            failure.Message);
        Assert.DoesNotContain("  never", report.Said);
        Assert.Equal("Tutor's tasks; never done before", (await stage.PlanAsync(report, Token)).Changes[0].Detail);
    }

    [Fact]
    public static async Task Stops_early_when_the_image_is_not_there()
    {
        await using var server = await ApiServerProcess.StartAsync("--rbac");
        var access = await Deployer.OfDefaultAsync(server);
        await server.ImagesAsync("""{"image":"lms:1","pull":"missing"}""");
        var stage = new InitializePlatform(access, Request("echo never"));
        var report = new FakeReport();
        var plan = await stage.PlanAsync(report, Token);
        var failure = await Assert.ThrowsAsync<InitializationException>(() => stage.ApplyAsync(plan, report, Token));
        Assert.Contains("cannot run: in pod lms-job-", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the image lms:1 of the container lms cannot be pulled", failure.Message, StringComparison.Ordinal);
        Assert.Contains("It left no log.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Never_runs_beside_an_earlier_run()
    {
        await using var server = await ApiServerProcess.StartAsync("--rbac");
        var access = await Deployer.OfDefaultAsync(server);
        var rule = new InitializationRule { Patience = TimeSpan.Zero };
        var running = InitializationJob.Make(Set, new InitializationTask("lms", "sleep 600", []), "earlier", rule);
        await server.SendAsync("POST", "/apis/batch/v1/namespaces/default/jobs", running);
        var stage = new InitializePlatform(access, Request("echo never") with { Rule = rule });
        var report = new FakeReport();
        var plan = await stage.PlanAsync(report, Token);
        var failure = await Assert.ThrowsAsync<InitializationException>(() => stage.ApplyAsync(plan, report, Token));
        Assert.Equal(
            "The platform default was not initialized: job/lms-job-earlier of an earlier run still runs after 0 minutes, "
            + "and two must not run at once. "
            + "See kubectl --namespace default logs job/lms-job-earlier; wait for its end or delete it, then run InitializePlatform again.",
            failure.Message);
    }

    [Fact]
    public static void The_administrators_password_comes_from_its_secret_and_is_in_no_argument()
    {
        var job = InitializationJob.Make(Set, OwnTasks.Administrator(), "x", new InitializationRule());
        var spec = job["spec"]!;
        Assert.Equal((1800, 1, 3600),
            ((int)spec["activeDeadlineSeconds"]!, (int)spec["backoffLimit"]!, (int)spec["ttlSecondsAfterFinished"]!));
        var container = spec["template"]!["spec"]!["containers"]![0]!;
        Assert.Equal(
            """{"name":"ADMIN_PASSWORD","valueFrom":{"secretKeyRef":{"name":"admin-edx","key":"ADMIN_PASSWORD"}}}""",
            container["env"]![2]!.ToJsonString());
        Assert.Null(container["command"]);
        Assert.Equal(["sh", "-e", "-c"], container["args"]!.AsArray().Take(3).Select(c => (string)c!));
    }

    [Fact]
    public static void A_service_without_a_template_is_named()
    {
        var failure = Assert.Throws<InitializationException>(
            () => InitializationJob.Make(Set, new InitializationTask("cms", "true", []), "x", new InitializationRule()));
        Assert.Equal(
            "The platform default was not initialized: its manifests have no Job template for the service cms, from which "
            + "image and settings of the task would come. Check that no plugin removes it, run RenderManifests "
            + "again, then run InitializePlatform again.",
            failure.Message);
    }

    [Fact]
    public static void A_theme_cannot_bring_code_along()
    {
        Assert.Contains("\"indigo\"", OwnTasks.Theme("indigo", ["lms.example.org"]).Script, StringComparison.Ordinal);
        var failure = Assert.Throws<ArgumentException>(() => OwnTasks.Theme("x'; rm", []));
        Assert.StartsWith("'x'; rm' is no name of a theme or host: it has the character '''.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static void Another_theme_is_another_initialization()
    {
        var fingerprint = Request().Fingerprint;

        Assert.NotEqual(fingerprint.ToString(), (fingerprint with { Theme = "indigo" }).ToString());
        Assert.NotEqual((fingerprint with { Theme = "school" }).ToString(), (fingerprint with { Theme = "indigo" }).ToString());
        Assert.Equal((fingerprint with { Theme = "indigo" }).ToString(), (fingerprint with { Theme = "indigo" }).ToString());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static InitializationRequest Request(params string[] scripts) => new(
        Set, new InitializationFingerprint(["lms@sha256:1"], "hash", ["mfe"], "21.0.8"), InitializationMode.Auto,
        new FixedTasks([.. scripts.Select(s => new InitializationTask("lms", s, []))]), null, [new Secret("Marked-Value.1")]);

    private sealed class FixedTasks(IReadOnlyList<InitializationTask> tasks) : IInitializationTasks
    {
        public Task<IReadOnlyList<InitializationTask>> ListAsync(CancellationToken cancellationToken) =>
            Task.FromResult(tasks);
    }
}
