using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;
using TutorPipeline.Kernel.Output;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Output;

/// <summary>A secret that somebody asked to see is seen, and left nowhere.</summary>
public static class RevealTests
{
    private const string Secret = "s3cret-of-mysql";

    [Fact]
    public static void Shows_what_was_asked_for_on_standard_output_alone()
    {
        using var watched = new Watched();

        Reveal(watched);

        Assert.Equal(
            ["standard output"], watched.Everything().Where(sink => sink.Value.Contains(Secret, StringComparison.Ordinal)).Select(s => s.Key));
    }

    [Fact]
    public static void Shows_nothing_in_the_log_of_a_ci_service()
    {
        using var watched = new Watched(HostKind.GitHubActions);

        Reveal(watched);

        Assert.DoesNotContain(watched.Everything(), sink => sink.Value.Contains(Secret, StringComparison.Ordinal));
        Assert.Contains("A secret that was asked for is not shown in this log.", watched.Out.Text, StringComparison.Ordinal);
    }

    private static void Reveal(Watched watched)
    {
        using var output = watched.Open();
        output.Started(new RunStarted(Watched.Beginning, "prod", IsDryRun: false, 1, ["Deploy"], Script.Plan));
        output.TargetStarted("PushImage", Watched.Beginning);
        output.Logged(new LogLine(Watched.Beginning, "PushImage", LogLevel.Information, $"Password: {Secret}") { IsKeptNowhere = true });
        var end = new TargetFinished("PushImage", TargetStatus.Succeeded, Watched.Beginning, TimeSpan.FromSeconds(1), null, null);
        output.Finished(end);
        output.RunFinished(new RunFinished(Watched.Beginning, TimeSpan.FromSeconds(1), 0, null, [end], [], []));
    }
}
