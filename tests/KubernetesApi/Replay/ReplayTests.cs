namespace TutorPipeline.KubernetesApi.Tests.Replay;

/// <summary>What a real API server was asked, the stand-in is asked too; and it answers alike.</summary>
public static class ReplayTests
{
    [Fact]
    public static async Task Every_recorded_exchange_is_answered_alike_or_listed_with_a_reason()
    {
        await using var server = await ApiServerProcess.StartAsync("--no-controllers");
        var controllers = new Controllers(server);
        var equivalence = new Equivalence();
        var listed = Recording.NotYetReplayed();
        var (alike, wrong) = (0, new List<string>());
        foreach (var recording in Recording.All())
        {
            await controllers.BeforeAsync(recording);
            var isListed = listed.Remove(recording.Id);
            var differences = await ReplayAsync(server, equivalence, recording, isListed);
            await controllers.AfterAsync(recording);
            alike += differences.Count == 0 ? 1 : 0;
            if (differences.Count == 0 && isListed)
            {
                wrong.Add($"{recording.Id} is answered alike now: take it out of NotYetReplayed.txt.");
            }
            else if (differences.Count > 0 && !isListed)
            {
                wrong.Add($"{recording.Id} ({recording.Method} {recording.Path}):\n    " + string.Join("\n    ", differences));
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(listed.Count == 0, "No such recording: " + string.Join(", ", listed.Keys));
        Assert.True(alike >= 74, $"Only {alike} exchanges were compared.");
    }

    private static async Task<List<string>> ReplayAsync(
        ApiServerProcess server, Equivalence equivalence, Recording recording, bool isListed)
    {
        // A listed watch is only sent to see whether it is still answered otherwise; it need not last as long as the recorded one.
        var path = isListed ? System.Text.RegularExpressions.Regex.Replace(recording.Path, "timeoutSeconds=[0-9]+", "timeoutSeconds=1")
            : recording.Path;
        var (status, body) = await server.SendAsync(
            recording.Method, equivalence.Translate(path), equivalence.Translate(recording.Sent), recording.ContentType);
        return status == recording.Status ? equivalence.Differences(recording.Answer, body)
            : [$"status: recorded {recording.Status}, answered {status} {body}"];
    }
}
