using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TutorPipeline.KubernetesApi.Tests;

/// <summary>What the recordings do not show.</summary>
public static class ServerTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public static async Task Asks_for_its_token()
    {
        await using var server = await ApiServerProcess.StartAsync();
        server.Http.DefaultRequestHeaders.Authorization = null;
        var (status, body) = await server.SendAsync("GET", "/api/v1/namespaces");
        Assert.Equal(401, status);
        Assert.Equal("Unauthorized", (string?)body!["reason"]);
        Assert.Equal("Failure", (string?)body["status"]);
    }

    [Fact]
    public static async Task A_restart_breaks_connections_and_lets_nobody_in_for_a_while()
    {
        await using var server = await ApiServerProcess.StartAsync();
        var (_, made) = await server.SendAsync("POST", ConfigMaps, Map("kept", "1"));
        await server.SendAsync("POST", ConfigMaps, Map("later", "1"));
        using var watch = await server.Http.GetAsync(
            new Uri($"{ConfigMaps}?watch=true", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(200, (await server.SendAsync("POST", "/rehearsal/restart", JsonNode.Parse("""{"seconds":1.5}"""))).Status);

        await using var stream = await watch.Content.ReadAsStreamAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => stream.CopyToAsync(Stream.Null));
        await Assert.ThrowsAsync<HttpRequestException>(() => server.SendAsync("GET", ConfigMaps));
        await Task.Delay(TimeSpan.FromSeconds(2));

        Assert.Equal(200, (await server.SendAsync("GET", $"{ConfigMaps}/kept")).Status);
        var version = (string)made!["metadata"]!["resourceVersion"]!;
        using var outdated = await server.Http.GetAsync(new Uri($"{ConfigMaps}?watch=true&resourceVersion={version}", UriKind.Relative));
        Assert.Contains("\"code\":410", await outdated.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Ends_on_sigterm_while_a_watch_is_open()
    {
        await using var server = await ApiServerProcess.StartAsync();
        using var response = await server.Http.GetAsync(
            new Uri($"{ConfigMaps}?watch=true", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, await server.TerminateAsync());
    }

    [Fact]
    public static async Task Keeps_its_objects_and_their_versions_in_the_state_file_even_when_killed()
    {
        var state = Path.Combine(Path.GetTempPath(), $"state-{Guid.NewGuid():n}.json");
        try
        {
            string? version;
            await using (var server = await ApiServerProcess.StartAsync("--state", state))
            {
                var (_, made) = await server.SendAsync("POST", ConfigMaps, Map("kept", "1"));
                version = (string?)made!["metadata"]!["resourceVersion"];
            }

            await using var again = await ApiServerProcess.StartAsync("--state", state);
            var (status, found) = await again.SendAsync("GET", $"{ConfigMaps}/kept");
            Assert.Equal(200, status);
            Assert.Equal(version, (string?)found!["metadata"]!["resourceVersion"]);
            var (_, next) = await again.SendAsync("POST", ConfigMaps, Map("next", "1"));
            Assert.True(Version(next) > long.Parse(version!, System.Globalization.CultureInfo.InvariantCulture));
        }
        finally
        {
            File.Delete(state);
        }
    }

    [Fact]
    public static async Task A_watch_sends_every_change_after_its_version_and_a_bookmark()
    {
        await using var server = await ApiServerProcess.StartAsync("--bookmark-seconds", "0.2");
        var (_, list) = await server.SendAsync("GET", ConfigMaps);
        var version = list!["metadata"]!["resourceVersion"];
        var watch = server.WatchAsync(
            $"{ConfigMaps}?allowWatchBookmarks=true&resourceVersion={version}",
            types => types.Contains("DELETED") && types.Contains("BOOKMARK"));
        await server.SendAsync("POST", ConfigMaps, Map("c", "1"));
        await MergeAsync(server, $"{ConfigMaps}/c", """{"data":{"a":"2"}}""");
        await server.SendAsync("DELETE", $"{ConfigMaps}/c");
        Assert.Equal(["ADDED", "MODIFIED", "DELETED"], (await watch).Where(t => t != "BOOKMARK"));
    }

    [Fact]
    public static async Task A_watch_with_a_selector_sees_an_object_leave_it()
    {
        await using var server = await ApiServerProcess.StartAsync();
        var (_, list) = await server.SendAsync("GET", ConfigMaps);
        await server.SendAsync("POST", ConfigMaps, JsonNode.Parse("""{"metadata":{"name":"c","labels":{"app":"lms"}}}"""));
        await MergeAsync(server, $"{ConfigMaps}/c", """{"metadata":{"labels":{"app":"cms"}}}""");
        var version = list!["metadata"]!["resourceVersion"];
        var types = await server.WatchAsync($"{ConfigMaps}?labelSelector=app%3Dlms&resourceVersion={version}", t => t.Count == 2);
        Assert.Equal(["ADDED", "DELETED"], types);
    }

    [Fact]
    public static async Task A_watch_from_a_forgotten_version_is_told_410_in_a_200_stream()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.SendAsync("POST", ConfigMaps, Map("c", "1"));
        await server.SendAsync("POST", "/rehearsal/compact");
        var (status, events) = await server.SendAsync("GET", $"{ConfigMaps}?watch=true&resourceVersion=5&timeoutSeconds=5");
        Assert.Equal(200, status);
        var only = Assert.Single(events!.AsArray());
        Assert.Equal("ERROR", (string?)only!["type"]);
        Assert.Equal(410, (int?)only["object"]!["code"]);
        Assert.Equal("Expired", (string?)only["object"]!["reason"]);
    }

    [Fact]
    public static async Task Nothing_new_goes_into_a_namespace_that_a_finalizer_keeps_terminating()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.SendAsync("POST", "/api/v1/namespaces", JsonNode.Parse("""{"metadata":{"name":"prod"}}"""));
        await server.SendAsync(
            "POST", "/api/v1/namespaces/prod/configmaps",
            JsonNode.Parse("""{"metadata":{"name":"held","finalizers":["example.com/hold"]}}"""));
        var (_, dying) = await server.SendAsync("DELETE", "/api/v1/namespaces/prod");
        Assert.Equal("Terminating", (string?)dying!["status"]!["phase"]);
        var (status, refused) = await server.SendAsync("POST", "/api/v1/namespaces/prod/configmaps", Map("late", "1"));
        Assert.Equal(403, status);
        Assert.Equal("NamespaceTerminating", (string?)refused!["details"]!["causes"]![0]!["reason"]);

        await MergeAsync(server, "/api/v1/namespaces/prod/configmaps/held", """{"metadata":{"finalizers":null}}""");
        Assert.True(await ComesTrueAsync(async () => (await server.SendAsync("GET", "/api/v1/namespaces/prod")).Status == 404));
    }

    [Fact]
    public static async Task Dependants_go_with_their_owner()
    {
        await using var server = await ApiServerProcess.StartAsync();
        var (_, owner) = await server.SendAsync("POST", ConfigMaps, Map("owner", "1"));
        var dependant = Map("dependant", "1");
        dependant["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["name"] = "owner", ["uid"] = (string?)owner!["metadata"]!["uid"],
        });
        await server.SendAsync("POST", ConfigMaps, dependant);
        await server.SendAsync("DELETE", $"{ConfigMaps}/owner");
        Assert.True(await ComesTrueAsync(async () => (await server.SendAsync("GET", $"{ConfigMaps}/dependant")).Status == 404));
    }

    [Fact]
    public static async Task Strict_validation_refuses_a_field_that_warn_only_warns_of()
    {
        await using var server = await ApiServerProcess.StartAsync();
        var body = JsonNode.Parse("""{"metadata":{"name":"c"},"date":{}}""");
        var (status, refused) = await server.SendAsync("POST", $"{ConfigMaps}?fieldValidation=Strict", body);
        Assert.Equal(400, status);
        Assert.Equal(
            "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error: unknown field \"date\"",
            (string?)refused!["message"]);
        using var warned = await server.Http.PostAsJsonAsync(ConfigMaps, body);
        Assert.Equal("299 - \"unknown field \\\"date\\\"\"", warned.Headers.GetValues("Warning").Single());
    }

    [Fact]
    public static async Task A_json_patch_can_hold_on_to_what_it_read()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.SendAsync("POST", ConfigMaps, Map("c", "1"));
        var (held, _) = await server.SendAsync(
            "PATCH", $"{ConfigMaps}/c",
            JsonNode.Parse("""[{"op":"test","path":"/data/a","value":"1"},{"op":"replace","path":"/data/a","value":"2"}]"""),
            "application/json-patch+json");
        var (refused, _) = await server.SendAsync(
            "PATCH", $"{ConfigMaps}/c",
            JsonNode.Parse("""[{"op":"test","path":"/data/a","value":"1"},{"op":"remove","path":"/data/a"}]"""),
            "application/json-patch+json");
        var (_, found) = await server.SendAsync("GET", $"{ConfigMaps}/c");
        Assert.Equal((200, 422, "2"), (held, refused, (string?)found!["data"]!["a"]));
    }

    [Fact]
    public static async Task Fails_on_demand_and_only_as_often_as_asked()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.FailAsync("""{"count":2,"status":429,"retryAfter":7,"method":"GET","path":"/configmaps"}""");
        Assert.Equal(200, (await server.SendAsync("GET", "/api/v1/namespaces")).Status);
        using var first = await server.Http.GetAsync(new Uri(ConfigMaps, UriKind.Relative));
        Assert.Equal((429, 7.0), ((int)first.StatusCode, first.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        Assert.Equal(429, (await server.SendAsync("GET", ConfigMaps)).Status);
        Assert.Equal(200, (await server.SendAsync("GET", ConfigMaps)).Status);
    }

    [Fact]
    public static async Task Two_writers_at_once_never_lose_a_change()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.SendAsync("POST", ConfigMaps, Map("counter", "0"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CountAsync(server, 10)));
        var (_, found) = await server.SendAsync("GET", $"{ConfigMaps}/counter");
        Assert.Equal("40", (string?)found!["data"]!["a"]);
    }

    private static Task<(int Status, JsonNode? Body)> MergeAsync(ApiServerProcess server, string path, string json) =>
        server.SendAsync("PATCH", path, JsonNode.Parse(json), "application/merge-patch+json");

    private static async Task CountAsync(ApiServerProcess server, int times)
    {
        for (var done = 0; done < times;)
        {
            var (_, value) = await server.SendAsync("GET", $"{ConfigMaps}/counter");
            var count = int.Parse((string)value!["data"]!["a"]!, System.Globalization.CultureInfo.InvariantCulture);
            value["data"]!["a"] = $"{count + 1}";
            var (status, _) = await server.SendAsync("PUT", $"{ConfigMaps}/counter", value);
            Assert.True(status is 200 or 409, $"{status}");
            done += status == 200 ? 1 : 0;
        }
    }

    /// <summary>Controllers act a moment later; how long that takes here says nothing.</summary>
    private static async Task<bool> ComesTrueAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (await condition())
            {
                return true;
            }

            await Task.Delay(50);
        }

        return false;
    }

    private static JsonNode Map(string name, string value) =>
        JsonNode.Parse($$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{name}}}"},"data":{"a":"{{{value}}}"}}""")!;

    private static long Version(JsonNode? value) =>
        long.Parse((string)value!["metadata"]!["resourceVersion"]!, System.Globalization.CultureInfo.InvariantCulture);
}
