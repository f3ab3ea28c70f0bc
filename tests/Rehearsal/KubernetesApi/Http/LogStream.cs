using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Processes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Http;

/// <summary>Answers what a container has written, and goes on with it until it ends when asked to.</summary>
internal sealed class LogStream(Store store, Kubelet? kubelet)
{
    public async Task ServeAsync(HttpContext context, Target target, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        var log = Find(target, query, out var isOfEarlierServer);
        context.Response.ContentType = "text/plain";
        if (log is null)
        {
            if (isOfEarlierServer)
            {
                await context.Response.WriteAsync("unable to retrieve container logs: the server was started again", cancellationToken);
                return;
            }

            context.Response.StatusCode = 204;
            return;
        }

        var seen = Tail(log, query["tailLines"]);
        while (true)
        {
            var (lines, isComplete, changed) = log.From(seen);
            seen += lines.Count;
            await SendAsync(context.Response, lines, query["timestamps"] == "true", cancellationToken);
            if (query["follow"] is not ["true"] || isComplete)
            {
                return;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private ContainerLog? Find(Target target, IQueryCollection query, out bool isOfEarlierServer)
    {
        isOfEarlierServer = false;
        lock (store.Gate)
        {
            var pod = store.Get(target.Resource.StorageKey, target.Namespace, target.Name!)
                ?? throw ApiException.NotFound(target.Resource, target.Name!);
            var name = Choose(pod, query["container"]);
            if (kubelet?.Find(pod.Uid()) is not { } life)
            {
                return null;
            }

            var container = life.Inits.Concat(life.Containers).First(c => c.Name == name);
            if (query["previous"] is ["true"])
            {
                return container.PreviousLog ?? throw ApiException.BadRequest(
                    $"previous terminated container \"{name}\" in pod \"{pod.Name()}\" not found");
            }

            if (container.Log is null && Waiting(pod, container) is { } why)
            {
                throw ApiException.BadRequest($"container \"{name}\" in pod \"{pod.Name()}\" is waiting to start: {why}");
            }

            isOfEarlierServer = container.Log is null;
            return container.Log;
        }
    }

    private static string Choose(JsonObject pod, string? wanted)
    {
        var names = pod["spec"].Items("containers").Select(c => (string)c["name"]!).ToList();
        var all = names.Concat(pod["spec"].Items("initContainers").Select(c => (string)c["name"]!));
        if (string.IsNullOrEmpty(wanted))
        {
            return names.Count == 1 ? names[0] : throw ApiException.BadRequest(
                $"a container name must be specified for pod {pod.Name()}, choose one of: [{string.Join(' ', names)}]");
        }

        return all.Contains(wanted) ? wanted : throw ApiException.BadRequest($"container {wanted} is not valid for pod {pod.Name()}");
    }

    /// <summary>Why it has written nothing yet; null when it has run under an earlier server.</summary>
    private static string? Waiting(JsonObject pod, ContainerLife container) =>
        pod["status"].Items("containerStatuses").Any(s => (string?)s["name"] == container.Name && s["containerID"] is not null) ? null
            : (string?)container.State["waiting"]?["reason"] switch
            {
                "ErrImagePull" => "image can't be pulled",
                "ImagePullBackOff" => "trying and failing to pull image",
                var reason => reason ?? "ContainerCreating",
            };

    private static int Tail(ContainerLog log, string? lines)
    {
        var all = log.From(0).Lines.Count;
        return int.TryParse(lines, CultureInfo.InvariantCulture, out var wanted) ? Math.Max(0, all - wanted) : 0;
    }

    private static async Task SendAsync(
        HttpResponse response, List<(DateTime At, string Line)> lines, bool timestamps, CancellationToken cancellationToken)
    {
        foreach (var (at, line) in lines)
        {
            var time = timestamps ? at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z '", CultureInfo.InvariantCulture) : "";
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes($"{time}{line}\n"), cancellationToken);
        }

        await response.Body.FlushAsync(cancellationToken);
    }
}
