using System.Globalization;
using System.Text.Json.Nodes;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>Who deploys.</summary>
/// <param name="Who">The person or job, such as <c>alice</c>.</param>
/// <param name="Host">The machine.</param>
/// <param name="ProcessId">The process.</param>
public sealed record LeaseHolder(string Who, string Host, int ProcessId)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private string start = Guid.NewGuid().ToString("n")[..8];

    /// <summary>Since when it deploys; null for one that has not begun.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The text by which a Lease names it; two starts never have the same.</summary>
    internal string Identity => $"{Who}|{Host}|{ProcessId}|{start}";

    /// <summary>This process.</summary>
    /// <param name="who">The person or job.</param>
    /// <returns>The holder.</returns>
    public static LeaseHolder Here(string who) => new(who.Replace('|', '/'), System.Environment.MachineName, System.Environment.ProcessId);

    /// <summary>Who it is, for people.</summary>
    /// <returns>Such as <c>alice on build-7 (process 4242, since 2026-11-23 12:00:00 UTC)</c>.</returns>
    public override string ToString()
    {
        var since = Since is { } time ? string.Create(Culture, $", since {time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : "";
        return $"{Who} on {Host} (process {ProcessId}{since})";
    }

    /// <summary>Who holds a Lease; null when nobody does.</summary>
    internal static LeaseHolder? Of(JsonObject? lease)
    {
        if ((string?)lease?["spec"]?["holderIdentity"] is not { Length: > 0 } identity)
        {
            return null;
        }

        var parts = identity.Split('|');
        var acquired = (string?)lease["spec"]!["acquireTime"];
        DateTimeOffset? since = DateTimeOffset.TryParse(acquired, Culture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
        return parts is [var who, var host, var process, var started] && int.TryParse(process, CultureInfo.InvariantCulture, out var id)
            ? new LeaseHolder(who, host, id) { Since = since, start = started }
            : new LeaseHolder(identity, "an unknown machine", 0) { Since = since };
    }
}

/// <summary>Another process deploys to the namespace, and is alive.</summary>
public sealed class DeployLeaseHeldException : PipelineException
{
    internal DeployLeaseHeldException(string namespaceName, LeaseHolder holder)
        : base(
            $"Somebody else deploys to {namespaceName}: {holder}, and nothing was changed. Two deploys at the same time would undo each "
            + "other. Wait until that one has ended, then run this again. One that died is overtaken within a minute.") => Holder = holder;

    /// <summary>Who it is.</summary>
    public LeaseHolder Holder { get; }
}

/// <summary>The right to deploy was lost while deploying.</summary>
/// <param name="namespaceName">The namespace.</param>
public sealed class DeployLeaseLostException(string namespaceName) : PipelineException(
    $"The deploy to {namespaceName} was stopped: its Lease {namespaceName}/{DeployLease.Name} was taken over by somebody else, or could "
    + "not be renewed because the cluster did not answer for a minute. What was applied so far stays. See who holds it with "
    + $"'kubectl get lease --namespace {namespaceName} {DeployLease.Name} -o yaml', and run this again when nobody does.");
