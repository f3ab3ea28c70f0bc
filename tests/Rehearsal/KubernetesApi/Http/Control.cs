using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Processes;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;
using TutorPipeline.Rehearsal.KubernetesApi.Platform;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Http;

/// <summary>
/// The rehearsal's own endpoints, outside the API and without a token: <c>/rehearsal/faults</c> (POST adds, GET lists, DELETE clears),
/// <c>/rehearsal/images</c> (the same, for what becomes of images, see <see cref="ImageRule"/>),
/// <c>/rehearsal/programs</c> (POST adds what runs a Job's image), <c>/rehearsal/users</c> (POST gives another user a token),
/// <c>/rehearsal/platform</c> (POST makes a part of it sick, see <see cref="Sicknesses"/>, GET lists, DELETE heals),
/// <c>/rehearsal/load-balancers</c> (GET lists those that the cluster has made),
/// <c>/rehearsal/restart</c> (POST: the server is away for some seconds, and its clients' connections break),
/// <c>/rehearsal/compact</c> (POST forgets the history, so that watches get 410), <c>/rehearsal/requests</c> (GET lists what was asked).
/// </summary>
internal sealed class Control(
    Store store, Faults faults, Requests requests, ImageRules images, Programs programs, Access access, Sicknesses sicknesses,
    Func<TimeSpan, Task> restart)
{
    public Faults Faults => faults;

    public Requests Requests => requests;

    public async Task<JsonObject> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        switch (request.Method, request.Path.Value)
        {
            case ("POST", "/rehearsal/faults"):
                return faults.Add(await Body.ReadAsync(request, cancellationToken));
            case ("GET", "/rehearsal/faults"):
                return faults.List();
            case ("DELETE", "/rehearsal/faults"):
                return faults.Clear();
            case ("GET", "/rehearsal/requests"):
                return requests.List();
            case ("POST", "/rehearsal/images"):
                return images.Add(await Body.ReadAsync(request, cancellationToken));
            case ("GET", "/rehearsal/images"):
                return images.List();
            case ("DELETE", "/rehearsal/images"):
                return images.Clear();
            case ("POST", "/rehearsal/programs"):
                return programs.Add(await Body.ReadAsync(request, cancellationToken));
            case ("POST", "/rehearsal/users"):
                return access.Add(await Body.ReadAsync(request, cancellationToken));
            case ("POST", "/rehearsal/platform"):
                return sicknesses.Add(await Body.ReadAsync(request, cancellationToken));
            case ("GET", "/rehearsal/platform"):
                return sicknesses.List();
            case ("DELETE", "/rehearsal/platform"):
                return sicknesses.Clear();
            case ("GET", "/rehearsal/load-balancers"):
                return new LoadBalancerList(store).List();
            case ("POST", "/rehearsal/restart"):
                var seconds = (double?)(await Body.ReadAsync(request, cancellationToken))?["seconds"] ?? 5;
                _ = restart(TimeSpan.FromSeconds(seconds));
                return new JsonObject { ["seconds"] = seconds };
            case ("POST", "/rehearsal/compact"):
                lock (store.Gate)
                {
                    store.Compact();
                    return new JsonObject { ["oldestRevision"] = store.OldestRevision };
                }

            default:
                throw new ApiException(404, "NotFound", $"the rehearsal has no {request.Method} {request.Path}");
        }
    }
}
