using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Http;

/// <summary>What goes wrong on demand: the next N requests that fit get a status, no answer, a late one, or a closed connection.</summary>
internal sealed class Faults
{
    private readonly List<Fault> pending = [];

    private readonly Lock gate = new();

    public JsonObject Add(JsonNode? body)
    {
        var request = body as JsonObject ?? throw ApiException.BadRequest("a fault is a JSON object");
        lock (gate)
        {
            pending.Add(new Fault
            {
                Left = (int?)request["count"] ?? 1,
                Kind = (string?)request["kind"] ?? "status",
                Status = (int?)request["status"] ?? 500,
                RetryAfter = (int?)request["retryAfter"],
                Method = (string?)request["method"],
                Path = (string?)request["path"],
                Delay = TimeSpan.FromMilliseconds((int?)request["milliseconds"] ?? 0),
            });
        }

        return List();
    }

    public JsonObject Clear()
    {
        lock (gate)
        {
            pending.Clear();
        }

        return List();
    }

    public JsonObject List()
    {
        lock (gate)
        {
            return new JsonObject
            {
                ["faults"] = new JsonArray([.. pending.Select(f => new JsonObject
                {
                    ["left"] = f.Left, ["kind"] = f.Kind, ["status"] = f.Status, ["method"] = f.Method, ["path"] = f.Path,
                })]),
            };
        }
    }

    /// <summary>Lets the request suffer the first fault that fits it; returns when there is none.</summary>
    public async Task SufferAsync(HttpContext context)
    {
        var fault = Take(context.Request);
        switch (fault?.Kind)
        {
            case null:
                return;
            case "hang":
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                return;
            case "slow":
                await Task.Delay(fault.Delay, context.RequestAborted);
                return;
            case "close":
                context.Abort();
                return;
            default:
                throw new ApiException(fault.Status, Reason(fault.Status), Message(fault.Status)) { RetryAfter = fault.RetryAfter };
        }
    }

    private Fault? Take(HttpRequest request)
    {
        lock (gate)
        {
            var fault = pending.Find(f => (f.Method is null || f.Method == request.Method)
                && (f.Path is null || request.Path.Value!.Contains(f.Path, StringComparison.Ordinal)));
            if (fault is not null && --fault.Left == 0)
            {
                pending.Remove(fault);
            }

            return fault;
        }
    }

    private static string Reason(int status) => status switch
    {
        401 => "Unauthorized",
        403 => "Forbidden",
        409 => "Conflict",
        429 => "TooManyRequests",
        503 => "ServiceUnavailable",
        504 => "Timeout",
        _ => "InternalError",
    };

    private static string Message(int status) => status switch
    {
        401 => "Unauthorized",
        403 => "requests are forbidden: the rehearsal was asked to refuse this one",
        429 => "Too many requests, please try again later.",
        _ => "the rehearsal was asked to answer " + status.ToString(CultureInfo.InvariantCulture),
    };

    private sealed class Fault
    {
        public required int Left { get; set; }

        public required string Kind { get; init; }

        public required int Status { get; init; }

        public int? RetryAfter { get; init; }

        public string? Method { get; init; }

        public string? Path { get; init; }

        public TimeSpan Delay { get; init; }
    }
}
