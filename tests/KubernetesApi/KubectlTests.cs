namespace TutorPipeline.KubernetesApi.Tests;

/// <summary>The real kubectl works against the stand-in as against a cluster.</summary>
public static class KubectlTests
{
    private const string Manifests =
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: prod}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: prod}
        data: {color: "blue"}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: password, namespace: prod}
        stringData: {PASSWORD: "hello"}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: lms, namespace: prod}
        spec:
          selector: {matchLabels: {app: lms}}
          template:
            metadata: {labels: {app: lms}}
            spec: {containers: [{name: lms, image: "busybox:1.36"}]}
        """;

    [Fact]
    public static async Task Applies_reads_compares_waits_and_deletes()
    {
        // kubectl reads an object twice to compare it, and a controller may change its status in between, as on a real cluster.
        await using var server = await ApiServerProcess.StartAsync("--no-controllers");
        var applied = await Kubectl.RunAsync(server, ["apply", "--server-side", "-f", "-"], Manifests);
        Assert.Equal((0, ""), (applied.Code, applied.Error));
        Assert.Equal(
            "namespace/prod serverside-applied\nconfigmap/settings serverside-applied\nsecret/password serverside-applied\n"
            + "deployment.apps/lms serverside-applied\n",
            applied.Output);

        var same = await Kubectl.RunAsync(server, ["diff", "--server-side", "-f", "-"], Manifests);
        Assert.Equal((0, ""), (same.Code, same.Output));
        var other = await Kubectl.RunAsync(
            server, ["diff", "--server-side", "-f", "-"], Manifests.Replace("blue", "red", StringComparison.Ordinal));
        Assert.Equal(1, other.Code);
        Assert.Contains("-  color: blue\n+  color: red\n", other.Output, StringComparison.Ordinal);

        var secret = await Kubectl.RunAsync(server, ["get", "secret", "password", "-n", "prod", "-o", "jsonpath={.data.PASSWORD}"]);
        Assert.Equal((0, "aGVsbG8="), (secret.Code, secret.Output));
        var listed = await Kubectl.RunAsync(server, ["get", "deployments,configmaps", "-n", "prod", "-o", "name"]);
        Assert.Equal("deployment.apps/lms\nconfigmap/kube-root-ca.crt\nconfigmap/settings\n", listed.Output);

        var waited = await Kubectl.RunAsync(
            server, ["wait", "--for=jsonpath={.data.color}=blue", "configmap/settings", "-n", "prod", "--timeout=10s"]);
        Assert.Equal((0, "configmap/settings condition met\n"), (waited.Code, waited.Output));
        var deleted = await Kubectl.RunAsync(server, ["delete", "namespace", "prod", "--timeout=30s"]);
        Assert.Equal((0, "namespace \"prod\" deleted\n"), (deleted.Code, deleted.Output));
        var gone = await Kubectl.RunAsync(server, ["get", "namespace", "prod"]);
        Assert.Equal((1, "Error from server (NotFound): namespaces \"prod\" not found\n"), (gone.Code, gone.Error));
    }

    [Fact]
    public static async Task Names_the_owner_of_a_field_that_another_applied()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.ApplyAsync(
            "/api/v1/namespaces/default/configmaps/c?fieldManager=ours",
            """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"a":"1"}}""");
        var applied = await Kubectl.RunAsync(
            server,
            ["apply", "--server-side", "-f", "-"],
            """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","namespace":"default"},"data":{"a":"2"}}""");
        Assert.Equal(1, applied.Code);
        Assert.StartsWith(
            "error: Apply failed with 1 conflict: conflict with \"ours\": .data.a\n", applied.Error, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Is_told_of_a_field_that_the_kind_does_not_have()
    {
        await using var server = await ApiServerProcess.StartAsync();
        var applied = await Kubectl.RunAsync(
            server,
            ["apply", "--server-side", "-f", "-"],
            """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","namespace":"default"},"date":{"a":"2"}}""");
        Assert.Equal(1, applied.Code);
        Assert.Contains(".date: field not declared in schema", applied.Error, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Follows_a_rollout_waits_for_it_and_takes_it_back()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.ImagesAsync("""{"image":"*:bad","pull":"missing"}""");
        await Kubectl.RunAsync(server, ["apply", "--server-side", "-f", "-"], Manifests);
        var followed = await Kubectl.RunAsync(server, ["rollout", "status", "deployment/lms", "-n", "prod", "--timeout=30s"]);
        Assert.Equal(0, followed.Code);
        Assert.EndsWith("deployment \"lms\" successfully rolled out\n", followed.Output, StringComparison.Ordinal);
        var waited = await Kubectl.RunAsync(
            server, ["wait", "--for=condition=Available", "deployment/lms", "-n", "prod", "--timeout=30s"]);
        Assert.Equal((0, "deployment.apps/lms condition met\n"), (waited.Code, waited.Output));

        await Kubectl.RunAsync(server, ["set", "image", "deployment/lms", "lms=lms:bad", "-n", "prod"]);
        await Kubectl.RunAsync(
            server, ["patch", "deployment/lms", "-n", "prod", "-p", """{"spec":{"progressDeadlineSeconds":20}}"""]);
        var failed = await Kubectl.RunAsync(server, ["rollout", "status", "deployment/lms", "-n", "prod", "--timeout=30s"]);
        Assert.Equal((1, "error: deployment \"lms\" exceeded its progress deadline\n"), (failed.Code, failed.Error));

        var undone = await Kubectl.RunAsync(server, ["rollout", "undo", "deployment/lms", "-n", "prod"]);
        Assert.Equal((0, "deployment.apps/lms rolled back\n"), (undone.Code, undone.Output));
        followed = await Kubectl.RunAsync(server, ["rollout", "status", "deployment/lms", "-n", "prod", "--timeout=30s"]);
        Assert.Equal(0, followed.Code);
    }

    [Fact]
    public static async Task Waits_for_a_job_and_reads_what_it_has_written()
    {
        await using var server = await ApiServerProcess.StartAsync();
        var applied = await Kubectl.RunAsync(
            server,
            ["apply", "--server-side", "-f", "-"],
            """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: init, namespace: default}
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: j, image: "lms:1", command: ["sh", "-e", "-c", "echo one; echo two >&2; echo three"]}]
            """);
        Assert.Equal((0, ""), (applied.Code, applied.Error));
        var followed = await Kubectl.RunAsync(server, ["wait", "--for=condition=Complete", "job/init", "--timeout=30s"]);
        Assert.Equal((0, "job.batch/init condition met\n"), (followed.Code, followed.Output));
        var all = await Kubectl.RunAsync(server, ["logs", "job/init", "--follow"]);
        var lines = all.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((0, "one three two"), (all.Code, string.Join(' ', lines.Order())));
        var last = await Kubectl.RunAsync(server, ["logs", "job/init", "--tail=1"]);
        Assert.Equal(0, last.Code);
        Assert.Single(last.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
