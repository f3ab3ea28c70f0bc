using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Rollout;

/// <summary>What exists of one kind, as far as its watch has told.</summary>
internal sealed class Observed
{
    private readonly Dictionary<string, JsonObject> items = [];

    /// <summary>Whether everything that exists has been told once.</summary>
    public bool IsListed { get; private set; }

    public IEnumerable<JsonObject> Items => items.Values;

    public void Take(WatchEvent sent)
    {
        switch (sent.Change)
        {
            case WatchChange.Restarted:
                items.Clear();
                IsListed = false;
                break;
            case WatchChange.Listed:
                IsListed = true;
                break;
            case WatchChange.Gone:
                items.Remove(Seen.Name(sent.Document));
                break;
            default:
                items[Seen.Name(sent.Document)] = sent.Document;
                break;
        }
    }

    public JsonObject? Find(string name) => items.GetValueOrDefault(name);
}
