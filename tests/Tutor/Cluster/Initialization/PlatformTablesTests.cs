using System.Text.Json.Nodes;
using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.Tutor.Cluster.Initialization;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Tests.Cluster.Access;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Initialization;

/// <summary>The question whether a platform has data, with a program in the image's place that answers as told.</summary>
public sealed class PlatformTablesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tables-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_the_cluster_does_not_remember_the_server_is_asked_by_a_pod_that_needs_secrets_alone()
    {
        await using var server = await StartAsync();
        var tables = new PlatformTables(await Deployer.OfDefaultAsync(server), "default", []);
        Assert.Null(await tables.AreRememberedAsync(Token));
        var report = new FakeReport();

        Answer("Open edX tables: 0");
        Assert.False(await tables.AskAsync(Release(), report, Token));
        Answer("Open edX tables: 1");
        Assert.True(await tables.AskAsync(Release(), report, Token));
        Assert.Equal(["  Open edX tables: 0", "  Open edX tables: 1"], report.Said);
    }

    [Fact]
    public async Task No_answer_is_no_leave_to_go_on()
    {
        await using var server = await StartAsync();
        var tables = new PlatformTables(await Deployer.OfDefaultAsync(server), "default", []);
        Answer("hello");
        var failure = await Assert.ThrowsAsync<InitializationException>(() => tables.AskAsync(Release(), new FakeReport(), Token));
        Assert.Contains("did not say 'Open edX tables: 0' or 'Open edX tables: 1'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/namespaces/default/configmaps", """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"tutorpipeline-init"},"data":{"fingerprint":"1"}}
        """)]
    [InlineData("/apis/apps/v1/namespaces/default/deployments", """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"lms"},"spec":{"selector":{"matchLabels":{"a":"b"}},
         "template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"lms","image":"lms:1"}]}}}}
        """)]
    public async Task An_initialization_or_a_running_lms_says_enough(string path, string document)
    {
        await using var server = await StartAsync();
        var (status, answer) = await server.SendAsync("POST", path, JsonNode.Parse(document)!.AsObject());
        Assert.True(status == 201, answer?.ToString());
        Assert.True(await new PlatformTables(await Deployer.OfDefaultAsync(server), "default", []).AreRememberedAsync(Token));
    }

    private void Answer(string line)
    {
        var program = Path.Combine(folder, "image");
        File.WriteAllText(program, $"#!/bin/sh\necho '{line}'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task<ApiServerProcess> StartAsync()
    {
        Answer("nothing");
        var server = await ApiServerProcess.StartAsync("--rbac", "--job-program", "*=" + Path.Combine(folder, "image"));
        foreach (var name in PlatformTables.Question().Variables.GroupBy(variable => variable.SecretName))
        {
            var secret = new JsonObject
            {
                ["apiVersion"] = "v1", ["kind"] = "Secret", ["metadata"] = new JsonObject { ["name"] = name.Key },
                ["stringData"] = new JsonObject(name.Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)"value"))),
            };
            var (status, answer) = await server.SendAsync("POST", "/api/v1/namespaces/default/secrets", secret);
            Assert.True(status == 201, answer?.ToString());
        }

        return server;
    }

    /// <summary>Its template wants a ConfigMap, a Secret and a service account that are not there before the first deploy.</summary>
    private static ManifestSet Release() => new("default", "tutor-default", [])
    {
        JobTemplates = new Dictionary<string, Manifest>
        {
            ["lms"] = new(JsonNode.Parse(
                """
                {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"lms-job"},"spec":{"template":{"spec":{
                 "restartPolicy":"Never","serviceAccountName":"openedx","volumes":[{"name":"s","configMap":{"name":"settings"}}],
                 "containers":[{"name":"lms","image":"lms:1","envFrom":[{"secretRef":{"name":"missing"}}],
                 "volumeMounts":[{"name":"s","mountPath":"/s"}]}]}}}}
                """)!.AsObject()),
        },
    };
}
