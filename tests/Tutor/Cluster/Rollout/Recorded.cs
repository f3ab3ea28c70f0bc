using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Rollout;

namespace TutorPipeline.Tutor.Tests.Cluster.Rollout;

/// <summary>A rollout of a real cluster, told again to a <see cref="RolloutState"/> at the times at which it was told then.</summary>
internal sealed class Recorded
{
    private static readonly WatchedKind[] Kinds =
        [WatchedKind.Deployments, WatchedKind.ReplicaSets, WatchedKind.Pods, WatchedKind.Events];

    private readonly FakeClock clock = new(DateTimeOffset.UnixEpoch);
    private readonly List<(double At, WatchEvent Event)> sent = [];

    public Recorded(string name, RolloutRule? rule = null)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Recordings", "rollouts", name + ".json");
        foreach (var item in JsonNode.Parse(File.ReadAllText(file))!["streams"]!.AsArray())
        {
            var kind = Kinds.Single(k => k.Name == (string?)item!["stream"]);
            var change = (string?)item!["event"]!["type"] == "DELETED" ? WatchChange.Gone : WatchChange.Seen;
            sent.Add(((double)item["seconds"]!, new WatchEvent(kind, change, item["event"]!["object"]!.AsObject())));
        }

        State = new RolloutState([name], rule ?? new RolloutRule(), clock);
    }

    public RolloutState State { get; }

    /// <summary>Every verdict but repetitions, with the seconds since the apply, looked at each half second and after each event.</summary>
    public List<(double At, Verdict Verdict)> Play(double until)
    {
        var verdicts = new List<(double, Verdict)>();
        var next = 0;
        for (var tick = 0; tick <= until * 2; tick++)
        {
            for (; next < sent.Count && sent[next].At <= tick / 2.0; next++)
            {
                State.Observe(sent[next].Event);
                Look(sent[next].At, verdicts);
            }

            Look(tick / 2.0, verdicts);
        }

        return verdicts;
    }

    private void Look(double at, List<(double At, Verdict Verdict)> verdicts)
    {
        clock.Now = DateTimeOffset.UnixEpoch.AddSeconds(at);
        var verdict = State.Judge()[0];
        if (verdicts.Count == 0 || !verdicts[^1].Verdict.Equals(verdict))
        {
            verdicts.Add((at, verdict));
        }
    }
}
