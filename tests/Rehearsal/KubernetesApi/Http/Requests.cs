using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TutorPipeline.Rehearsal.KubernetesApi.Http;

/// <summary>Remembers what was asked, so that a test can see what a client really sent.</summary>
internal sealed class Requests
{
    private readonly Queue<string> seen = new();

    public void Note(HttpRequest request)
    {
        lock (seen)
        {
            seen.Enqueue($"{request.Method} {request.Path}{request.QueryString}");
            while (seen.Count > 1000)
            {
                seen.Dequeue();
            }
        }
    }

    public JsonObject List()
    {
        lock (seen)
        {
            return new JsonObject { ["requests"] = new JsonArray([.. seen.Select(s => JsonValue.Create(s))]) };
        }
    }
}
