using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Access;

namespace TutorPipeline.Tutor.Cluster.Rollout;

/// <summary>
/// Follows a collection without an end: lists it, watches on from there, and goes on where it was after whatever cuts the watch. History
/// that the server no longer has (410) is replaced by a new list.
/// </summary>
internal sealed class ClusterWatch(ClusterConnection connection, WatchRule? rule = null, TimeProvider? time = null)
{
    private readonly WatchRule rule = rule ?? WatchRule.Default;
    private readonly TimeProvider time = time ?? TimeProvider.System;

    /// <summary>Follows a collection.</summary>
    /// <exception cref="ClusterWatchException">The server refuses, or was away for longer than the rule allows.</exception>
    public async IAsyncEnumerable<WatchEvent> FollowAsync(
        WatchedKind kind, string namespaceName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var trouble = new Trouble(kind, connection.Server, rule, time);
        string? version = null;
        while (true)
        {
            if (version is null)
            {
                if (await ListAsync(kind, namespaceName, trouble, cancellationToken) is not { } list)
                {
                    await trouble.WaitAsync(cancellationToken);
                    continue;
                }

                trouble.End();
                version = (string?)list["metadata"]?["resourceVersion"] ?? "0";
                yield return new WatchEvent(kind, WatchChange.Restarted, []);
                foreach (var item in list["items"] as JsonArray ?? [])
                {
                    yield return new WatchEvent(kind, WatchChange.Seen, item!.AsObject());
                }

                yield return new WatchEvent(kind, WatchChange.Listed, []);
            }

            using var session = new Session(await OpenAsync(kind, namespaceName, version, trouble, cancellationToken), rule.Session);
            while (await session.NextAsync(trouble, cancellationToken) is { } sent)
            {
                var type = (string?)sent["type"];
                var document = sent["object"] as JsonObject ?? [];
                if (type == "ERROR")
                {
                    // 410 Gone is the usual one; whatever else it is, a new list is a sound start.
                    version = null;
                    break;
                }

                trouble.End();
                version = (string?)document["metadata"]?["resourceVersion"] ?? version;
                if (type != "BOOKMARK")
                {
                    yield return new WatchEvent(kind, type == "DELETED" ? WatchChange.Gone : WatchChange.Seen, document);
                }
            }

            version = session.IsGone ? null : version;
            if (session.IsOpen && !session.HasFailed)
            {
                trouble.End();
            }

            // Also after an orderly end: a server that ends each watch at once must not be asked without a pause.
            await trouble.WaitAsync(cancellationToken);
        }
    }

    private async Task<JsonObject?> ListAsync(
        WatchedKind kind, string namespaceName, Trouble trouble, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await connection.SendAsync(new ClusterCall(HttpMethod.Get, kind.Path(namespaceName)), cancellationToken);
            trouble.Meet(answer.Status, answer.Message);
            return answer.IsSuccess ? answer.Body : null;
        }
        catch (ClusterUnreachableException e)
        {
            trouble.Meet(e.Message);
            return null;
        }
    }

    private async Task<ClusterStream?> OpenAsync(
        WatchedKind kind, string namespaceName, string version, Trouble trouble, CancellationToken cancellationToken)
    {
        var path = $"{kind.Path(namespaceName)}?watch=true&allowWatchBookmarks=true&resourceVersion={version}"
            + $"&timeoutSeconds={(int)rule.Session.TotalSeconds}";
        try
        {
            var stream = await connection.OpenAsync(path, cancellationToken);
            if (!stream.IsSuccess)
            {
                using (stream)
                {
                    if (stream.Status == 410)
                    {
                        return stream;
                    }

                    trouble.Meet(stream.Status, await stream.MessageAsync(cancellationToken), stream.RetryAfter);
                    return null;
                }
            }

            return stream;
        }
        catch (ClusterUnreachableException e)
        {
            trouble.Meet(e.Message);
            return null;
        }
    }

    /// <summary>One request of a watch.</summary>
    private sealed class Session(ClusterStream? stream, TimeSpan length) : IDisposable
    {
        public bool HasFailed { get; private set; } = stream is null;

        public bool IsOpen { get; } = stream?.IsSuccess == true;

        public bool IsGone { get; } = stream?.Status == 410;

        public async Task<JsonObject?> NextAsync(Trouble trouble, CancellationToken cancellationToken)
        {
            if (stream is null || IsGone)
            {
                return null;
            }

            // The server ends a session by itself; a connection that says nothing for longer is dead.
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(length + TimeSpan.FromSeconds(15));
            try
            {
                var line = await stream.ReadLineAsync(limit.Token);
                return line is null ? null : JsonNode.Parse(line) as JsonObject;
            }
            catch (Exception e) when (e is IOException or HttpRequestException or JsonException or OperationCanceledException
                && !cancellationToken.IsCancellationRequested)
            {
                HasFailed = true;
                trouble.Meet(e.Message);
                return null;
            }
        }

        public void Dispose() => stream?.Dispose();
    }
}
