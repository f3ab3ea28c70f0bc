using System.Text.Json.Nodes;

namespace TutorPipeline.KubernetesApi.Tests.Jobs;

/// <summary>Jobs run as processes of this machine.</summary>
public static class JobTests
{
    [Fact]
    public static async Task A_job_has_its_variables_and_its_files()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.SendAsync("POST", "/api/v1/namespaces/default/configmaps", JsonNode.Parse(
            """{"metadata":{"name":"settings"},"data":{"COLOR":"blue","lms.yml":"a: 1"}}"""));
        await server.SendAsync("POST", "/api/v1/namespaces/default/secrets", JsonNode.Parse(
            """{"metadata":{"name":"keys"},"stringData":{"PASSWORD":"open sesame"}}"""));
        var job = new JobRun(server, "init");
        await job.ApplyAsync(
            "cd $REHEARSAL_ROOT; echo $COLOR $PASSWORD $GREETING $1; cat etc/settings/lms.yml; echo; cat keys/p; echo; echo $PATH",
            container: """
                ,"args":["$0","$(GREETING)!"],
                "envFrom":[{"configMapRef":{"name":"settings"}}],
                "env":[{"name":"PASSWORD","valueFrom":{"secretKeyRef":{"name":"keys","key":"PASSWORD"}}},
                       {"name":"GREETING","value":"hello-$(COLOR)"}],
                "volumeMounts":[{"name":"s","mountPath":"/etc/settings"},{"name":"k","mountPath":"/keys/p","subPath":"p"}]
                """,
            pod: """
                "volumes":[{"name":"s","configMap":{"name":"settings"}},
                 {"name":"k","secret":{"secretName":"keys","items":[{"key":"PASSWORD","path":"p"}]}}],
                """);
        Assert.Equal("Complete", (string?)(await job.EndAsync())["type"]);
        Assert.Equal(
            "blue open sesame hello-blue hello-blue!\na: 1\nopen sesame\n/usr/bin:/bin\n", await job.LogAsync());
    }

    [Fact]
    public static async Task A_job_that_takes_too_long_is_ended_with_everything_that_it_started()
    {
        await using var server = await ApiServerProcess.StartAsync();
        var job = new JobRun(server, "slow");
        var mark = $"{Guid.NewGuid():n}";
        await job.ApplyAsync($"sh -c 'sleep 3600; : {mark}' & sleep 3600; : {mark}", job: "\"activeDeadlineSeconds\":20,");
        var end = await job.EndAsync();
        Assert.Equal(("Failed", "DeadlineExceeded"), ((string?)end["type"], (string?)end["reason"]));
        Assert.Equal("Job was active longer than specified deadline", (string?)end["message"]);
        await NothingIsLeftAsync(mark);
    }

    [Fact]
    public static async Task Nothing_runs_on_when_its_job_is_deleted_or_the_server_ends()
    {
        await using var server = await ApiServerProcess.StartAsync();
        var (first, second) = ($"{Guid.NewGuid():n}", $"{Guid.NewGuid():n}");
        var (deleted, left) = (new JobRun(server, "deleted"), new JobRun(server, "left"));
        await deleted.ApplyAsync($"echo runs; sleep 3600; : {first}");
        await left.ApplyAsync($"trap : TERM; echo runs; while :; do sleep 3600 || :; done; : {second}");
        foreach (var mark in new[] { first, second })
        {
            for (var tries = 0; Running(mark) == 0; tries++)
            {
                Assert.True(tries < 1000, "The Job does not run.");
                await Task.Delay(50);
            }
        }

        await deleted.DeleteAsync();
        await NothingIsLeftAsync(first);
        Assert.Equal(0, await server.TerminateAsync());
        await NothingIsLeftAsync(second);
    }

    [Fact]
    public static async Task A_job_that_is_over_goes_after_its_time_to_live_and_its_pod_with_it()
    {
        await using var server = await ApiServerProcess.StartAsync();
        var job = new JobRun(server, "short");
        var from = await server.RevisionAsync();
        await job.ApplyAsync("exit 0", job: "\"ttlSecondsAfterFinished\":10,");
        var seen = await server.FollowAsync(
            $"/api/v1/namespaces/default/pods?watch=true&resourceVersion={from}", e => e.Count > 0 && (string?)e[^1]["type"] == "DELETED");
        Assert.Equal("Succeeded", (string?)seen[^1]["object"]!["status"]!["phase"]);
        Assert.Empty(await job.PodsAsync());
    }

    [Fact]
    public static async Task A_job_runs_with_the_program_that_stands_for_its_image()
    {
        var program = Path.Combine(Path.GetTempPath(), $"program-{Guid.NewGuid():n}");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho \"$REHEARSAL_IMAGE: $*\"\n");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Programs with '#!' are for Unix; run it there.");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        try
        {
            await using var server = await ApiServerProcess.StartAsync("--job-program", "*=/bin/false");
            await server.SendAsync(
                "POST", "/rehearsal/programs", new JsonObject { ["image"] = "*/openedx:*", ["program"] = program });
            var job = new JobRun(server, "init");
            await job.ApplyAsync("./manage.py lms migrate", image: "registry.example/openedx:1");
            Assert.Equal("Complete", (string?)(await job.EndAsync())["type"]);
            Assert.Equal("registry.example/openedx:1: sh -e -c ./manage.py lms migrate\n", await job.LogAsync());
        }
        finally
        {
            File.Delete(program);
        }
    }

    [Fact]
    public static async Task A_job_that_ran_when_the_server_was_killed_has_failed_and_is_tried_again()
    {
        var state = Path.Combine(Path.GetTempPath(), $"state-{Guid.NewGuid():n}.json");
        var (first, second) = ($"{Guid.NewGuid():n}", Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}"));
        try
        {
            await using (var server = await ApiServerProcess.StartAsync("--state", state))
            {
                var script = $"if test -e {second}; then exit 0; fi; touch {second}; sleep 3600; : {first}";
                await new JobRun(server, "init").ApplyAsync(script, job: "\"backoffLimit\":1,");
                for (var tries = 0; !File.Exists(second); tries++)
                {
                    Assert.True(tries < 1000, "The Job does not run.");
                    await Task.Delay(50);
                }

                // The process works before its pod says so, and a pod that did not say so before the end is simply started afterwards.
                await server.FollowAsync(
                    "/api/v1/namespaces/default/pods?watch=true", e => e.Any(seen => (string?)seen["object"]!["status"]?["phase"] == "Running"));
            }

            await using var again = await ApiServerProcess.StartAsync("--state", state);
            Assert.Equal("Complete", (string?)(await new JobRun(again, "init").EndAsync())["type"]);
            var codes = (await new JobRun(again, "init").PodsAsync())
                .Select(p => (int)p["status"]!["containerStatuses"]![0]!["state"]!["terminated"]!["exitCode"]!);
            Assert.Equal([0, 137], codes.Order());
        }
        finally
        {
            File.Delete(state);
            File.Delete(second);
        }
    }

    [Fact]
    public static async Task A_job_whose_image_cannot_be_pulled_stays_active()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.ImagesAsync("""{"image":"*:none","pull":"missing"}""");
        var job = new JobRun(server, "stuck");
        await job.ApplyAsync("exit 0", image: "lms:none");
        var pods = await server.FollowAsync(
            "/api/v1/namespaces/default/pods?watch=true",
            e => e.Count > 0 && (string?)e[^1]["object"]!["status"]!["containerStatuses"]?[0]!["state"]!["waiting"]?["reason"]
                == "ImagePullBackOff");
        Assert.NotEmpty(pods);
        var (_, now) = await server.SendAsync("GET", "/apis/batch/v1/namespaces/default/jobs/stuck");
        Assert.Equal((1, 0), ((int?)now!["status"]!["active"], (int?)now["status"]!["ready"]));
        Assert.Null(now["status"]!["conditions"]);
        var (status, answer) = await server.SendAsync(
            "GET", $"/api/v1/namespaces/default/pods/{(await job.PodsAsync())[0]["metadata"]!["name"]}/log");
        Assert.Equal(400, status);
        Assert.EndsWith("is waiting to start: trying and failing to pull image", (string)answer!["message"]!, StringComparison.Ordinal);
    }

    private static int Running(string mark) => Directory.EnumerateDirectories("/proc").Count(folder =>
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(folder)[0])
                && File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(mark, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // It ended while it was looked at.
        }
    });

    private static async Task NothingIsLeftAsync(string mark)
    {
        for (var tries = 0; Running(mark) > 0; tries++)
        {
            Assert.True(tries < 600, "A process of the Job still runs.");
            await Task.Delay(50);
        }
    }
}
