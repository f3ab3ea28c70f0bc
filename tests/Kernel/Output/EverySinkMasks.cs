using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;
using TutorPipeline.Kernel.Invocation;
using TutorPipeline.Kernel.Output;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Output;

/// <summary>A secret that is put into every field of every event is in no output.</summary>
public static class EverySinkMasks
{
    private const string Simple = "s3cr3t-\"v<lue>";
    private const string Multiline = "-----BEGIN KEY-----\nMIIEvQIBADANsecret\n-----END KEY-----";

    public static TheoryData<string, bool, string> Sinks
    {
        get
        {
            var data = new TheoryData<string, bool, string>();
            foreach (var host in Hosts.Names)
            {
                foreach (var json in new[] { false, true })
                {
                    data.Add(host, json, Simple);
                    data.Add(host, json, Multiline);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sinks))]
    public static void Whatever_carries_it(string host, bool json, string secret)
    {
        var request = new InvocationRequest { Json = json, DryRun = true, Verbosity = Verbosity.Verbose };
        using var watched = new Watched(Enum.Parse<HostKind>(host), request, environment: ("GITHUB_STEP_SUMMARY", "{root}/summary.md"));
        watched.Masker.Add(secret);
        using (var output = watched.Open())
            Tell(output, secret);

        var sinks = watched.Everything();
        Assert.Equal(6, sinks.Count);
        foreach (var (sink, text) in sinks)
            AssertFree(sink, text, secret);
        Assert.All(sinks.Where(s => s.Key != "standard error"), s => Assert.Contains("***", s.Value, StringComparison.Ordinal));
    }

    [Fact]
    public static void The_final_log_forgets_a_secret_that_became_known_after_it_was_said()
    {
        using var watched = new Watched();
        using (var output = watched.Open())
        {
            Begin(output);
            output.Logged(new LogLine(Watched.Beginning, "Build", LogLevel.Information, $"made {Simple}"));
            watched.Masker.Add(Simple);
            output.RunFinished(new RunFinished(Watched.Beginning, TimeSpan.Zero, 0, null, [], [], []));
        }

        Assert.Contains("made ***", watched.Artifact("run.log"), StringComparison.Ordinal);
        AssertFree("run.log", watched.Artifact("run.log"), Simple);
    }

    [Fact]
    public static void A_cut_cell_shows_no_beginning_of_a_secret()
    {
        using var watched = new Watched(request: new InvocationRequest { DryRun = true }, isTerminal: true, width: 60);
        var secret = string.Concat(Enumerable.Repeat("0123456789", 12));
        watched.Masker.Add(secret);
        using (var output = watched.Open())
            Tell(output, secret);
        Assert.DoesNotContain("0123456", watched.Out.Text, StringComparison.Ordinal);
    }

    private static void Begin(RunOutput output) => output.Started(
        new RunStarted(Watched.Beginning, "prod", true, 1, ["Build"], [new PlannedTarget("Build", null, [], [], true, null)]));

    private static void Tell(RunOutput output, string secret)
    {
        Begin(output);
        output.TargetStarted("Build", Watched.Beginning);
        foreach (var level in Enum.GetValues<LogLevel>())
            output.Logged(new LogLine(Watched.Beginning, "Build", level, $"said {secret} here"));
        var change = new ReportedChange("Build", "create", $"subject {secret}", $"detail {secret}");
        var gap = new ReportedGap("Build", $"what {secret}", $"why {secret}", $"how {secret}");
        output.Changed(change);
        output.Gap(gap);
        var failure = new InvalidOperationException($"failed with {secret}", new InvalidOperationException($"because of {secret}"));
        var end = new TargetFinished("Build", TargetStatus.Failed, Watched.Beginning, TimeSpan.Zero, $"note {secret}", failure);
        output.Finished(end);
        output.RunFinished(new RunFinished(Watched.Beginning, TimeSpan.Zero, 1, null, [end], [change], [gap]));
    }

    private static void AssertFree(string sink, string text, string secret)
    {
        // GitHub's runner is told the secret itself, and shows no such line.
        var shown = string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("::add-mask::", StringComparison.Ordinal)));
        foreach (var line in secret.Split('\n').Append("MIIEvQ").Append("s3cr3t"))
            Assert.False(shown.Contains(line, StringComparison.Ordinal), $"{sink} tells the secret:\n{text}");
    }
}
