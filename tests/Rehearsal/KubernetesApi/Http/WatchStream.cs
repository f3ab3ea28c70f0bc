using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Http;

/// <summary>Answers a watch: what there is when no version is given, then every change, one JSON document a line.</summary>
internal sealed class WatchStream(Store store, TimeSpan bookmarkInterval)
{
    public async Task ServeAsync(HttpContext context, Target target, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        var selectors = Selectors.Parse(query["labelSelector"], query["fieldSelector"]);
        if (target.Name is not null)
        {
            selectors = Selectors.Parse(query["labelSelector"], $"metadata.name={target.Name}");
        }

        var seconds = int.TryParse(query["timeoutSeconds"], CultureInfo.InvariantCulture, out var given) && given > 0 ? given : 1800;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        context.Response.ContentType = "application/json";
        try
        {
            await context.Response.StartAsync(limit.Token);
            var bookmarks = query["allowWatchBookmarks"] == "true";
            await FollowAsync(context.Response, target, selectors, query["resourceVersion"], bookmarks, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // The time is over, the client went, or the server stops: a watch ends without a word.
            return;
        }
    }

    private async Task FollowAsync(
        HttpResponse response, Target target, Selectors selectors, string? version, bool bookmarks, CancellationToken cancellationToken)
    {
        var (seen, first) = Start(target, selectors, version);
        await SendAsync(response, first, cancellationToken);
        while (seen >= 0)
        {
            Task changed;
            List<JsonObject> events;
            lock (store.Gate)
            {
                changed = store.Changed;
                if (seen < store.OldestRevision)
                {
                    events = [TooOld(seen)];
                    seen = -1;
                }
                else
                {
                    var changes = store.Since(target.Resource.StorageKey, seen);
                    events = [.. changes.Select(c => Event(target, selectors, c)).OfType<JsonObject>()];
                    seen = store.Revision;
                }
            }

            await SendAsync(response, events, cancellationToken);
            if (seen < 0)
            {
                return;
            }

            var waited = await Task.WhenAny(changed, Task.Delay(bookmarkInterval, cancellationToken));
            await waited;
            if (waited != changed && bookmarks)
            {
                await SendAsync(response, [Bookmark(target, seen)], cancellationToken);
            }
        }
    }

    private (long Seen, List<JsonObject> First) Start(Target target, Selectors selectors, string? version)
    {
        lock (store.Gate)
        {
            if (!string.IsNullOrEmpty(version) && version != "0")
            {
                var seen = long.Parse(version, CultureInfo.InvariantCulture);
                return seen < store.OldestRevision ? (-1, [TooOld(seen)]) : (seen, []);
            }

            var all = store.List(target.Resource.StorageKey, target.Namespace).Where(selectors.Match)
                .OrderBy(o => long.Parse((string)o["metadata"]!["resourceVersion"]!, CultureInfo.InvariantCulture));
            return (store.Revision, [.. all.Select(o => Event(target, "ADDED", o))]);
        }
    }

    private static JsonObject? Event(Target target, Selectors selectors, StoredEvent change)
    {
        bool Visible(JsonObject? value) => value is not null && selectors.Match(value)
            && (target.Namespace is null || (string?)value["metadata"]!["namespace"] == target.Namespace);
        return (Visible(change.Before), Visible(change.After)) switch
        {
            (false, true) => Event(target, "ADDED", change.After!),
            (true, true) => Event(target, "MODIFIED", change.After!),
            (true, false) => Event(target, "DELETED", change.After ?? change.Before!),
            _ => null,
        };
    }

    private static JsonObject Event(Target target, string type, JsonObject value) =>
        new() { ["type"] = type, ["object"] = Reader.As(target, value).DeepClone() };

    private JsonObject TooOld(long version) => new()
    {
        ["type"] = "ERROR",
        ["object"] = new ApiException(410, "Expired", $"too old resource version: {version} ({store.OldestRevision})").ToStatus(),
    };

    private static JsonObject Bookmark(Target target, long revision) => new()
    {
        ["type"] = "BOOKMARK",
        ["object"] = new JsonObject
        {
            ["kind"] = target.Resource.Kind,
            ["apiVersion"] = target.Resource.GroupVersion,
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture), ["creationTimestamp"] = null,
            },
        },
    };

    private static async Task SendAsync(HttpResponse response, List<JsonObject> events, CancellationToken cancellationToken)
    {
        foreach (var line in events)
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(line.ToJsonString() + "\n"), cancellationToken);
        }

        await response.Body.FlushAsync(cancellationToken);
    }
}
