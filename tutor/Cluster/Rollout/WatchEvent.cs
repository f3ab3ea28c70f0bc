using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Rollout;

/// <summary>A collection of a namespace that is watched.</summary>
/// <param name="Name">Its name in paths, such as <c>pods</c>.</param>
/// <param name="Root">The path above the namespace, such as <c>/apis/apps/v1</c>.</param>
internal sealed record WatchedKind(string Name, string Root)
{
    public static WatchedKind Deployments { get; } = new("deployments", "/apis/apps/v1");

    public static WatchedKind ReplicaSets { get; } = new("replicasets", "/apis/apps/v1");

    public static WatchedKind Pods { get; } = new("pods", "/api/v1");

    public static WatchedKind Events { get; } = new("events", "/api/v1");

    public static WatchedKind Jobs { get; } = new("jobs", "/apis/batch/v1");

    public string Path(string namespaceName) => $"{Root}/namespaces/{namespaceName}/{Name}";
}

/// <summary>What happened to an object.</summary>
internal enum WatchChange
{
    /// <summary>Everything seen before of this kind is void; what exists follows, then <see cref="Listed"/>.</summary>
    Restarted,

    /// <summary>All that exists was sent.</summary>
    Listed,

    /// <summary>The object exists, and this is how.</summary>
    Seen,

    /// <summary>The object is gone.</summary>
    Gone,
}

/// <summary>One thing that a watch saw.</summary>
/// <param name="Kind">The collection.</param>
/// <param name="Change">What happened.</param>
/// <param name="Document">The object; empty for what concerns no single one.</param>
internal sealed record WatchEvent(WatchedKind Kind, WatchChange Change, JsonObject Document);

/// <summary>How patient a watch is.</summary>
/// <param name="Longest">How long the server may be away before the watch gives up.</param>
/// <param name="FirstDelay">The wait after the first failure; it doubles each time.</param>
/// <param name="LongestDelay">The longest wait; one answer in between starts over.</param>
/// <param name="Session">How long one request watches, so that a dead connection is noticed.</param>
internal sealed record WatchRule(TimeSpan Longest, TimeSpan FirstDelay, TimeSpan LongestDelay, TimeSpan Session)
{
    public static WatchRule Default { get; } =
        new(TimeSpan.FromMinutes(3), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1));
}
