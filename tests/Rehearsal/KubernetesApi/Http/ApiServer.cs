using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Authorization;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;
using TutorPipeline.Rehearsal.KubernetesApi.Resources;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Http;

/// <summary>Takes every request: control, access, faults, discovery, then objects.</summary>
internal sealed class ApiServer(
    Control control, Access access, WatchStream watches, LogStream logs, PortForward forward, Authorizer authorizer, Store store)
{
    private static readonly JsonSerializerOptions Output = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context);
        }
        catch (ApiException e)
        {
            if (e.RetryAfter is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            }

            await WriteAsync(context, e.Code, e.ToStatus());
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path.StartsWith("/rehearsal/", StringComparison.Ordinal))
        {
            await WriteAsync(context, 200, await control.AnswerAsync(context.Request, context.RequestAborted));
            return;
        }

        if (path is "/healthz" or "/livez" or "/readyz")
        {
            await context.Response.WriteAsync("ok");
            return;
        }

        control.Requests.Note(context.Request);
        var user = access.Check(context.Request);
        await control.Faults.SufferAsync(context);
        if (General(path, context.Request.Host.ToString()) is { } document)
        {
            await WriteAsync(context, 200, document);
        }
        else if (!path.StartsWith("/api", StringComparison.Ordinal) || Target.Parse(path) is not { } target)
        {
            context.Response.StatusCode = 404;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync("404 page not found\n");
        }
        else
        {
            await ObjectsAsync(context, target, user);
        }
    }

    private JsonObject? General(string path, string host) => path switch
    {
        "/version" => Discovery.Version(),
        "/api" => Discovery.Versions(host),
        "/apis" => Discovery.GroupList(access.IsEks),
        "/api/v1" => Discovery.ResourceList("v1"),
        "/openapi/v3" => OpenApi.Index(),
        "/openapi/v2" => new JsonObject { ["swagger"] = "2.0", ["paths"] = new JsonObject(), ["definitions"] = new JsonObject() },
        _ when path.StartsWith("/openapi/v3/", StringComparison.Ordinal) => OpenApi.Document(path["/openapi/v3/".Length..]),
        _ when path.StartsWith("/apis/", StringComparison.Ordinal) && path.Count('/') == 3 =>
            Discovery.ResourceList(path["/apis/".Length..], access.IsEks),
        _ => null,
    };

    private async Task ObjectsAsync(HttpContext context, Target target, User user)
    {
        if (target.Resource.Name != "selfsubjectaccessreviews")
        {
            authorizer.Check(user, Question.Of(context.Request, target), target);
        }

        if (context.Request.Method == "GET" && target is { Resource.Kind: "Pod", Subresource: "log" })
        {
            await logs.ServeAsync(context, target, context.RequestAborted);
            return;
        }

        if (context.Request.Method is "GET" or "POST" && target is { Resource.Kind: "Pod", Subresource: "portforward" })
        {
            await forward.ServeAsync(context, target, context.RequestAborted);
            return;
        }

        var watch = context.Request.Query["watch"].ToString();
        if (context.Request.Method == "GET" && watch is "true" or "1")
        {
            await watches.ServeAsync(context, target, context.RequestAborted);
            return;
        }

        var call = new ObjectCall(store, target, context.Request, user, authorizer);
        var (code, answer) = await call.AnswerAsync(context.RequestAborted);
        foreach (var warning in call.Warnings)
        {
            context.Response.Headers.Append("Warning", $"299 - \"{warning.Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        }

        await WriteAsync(context, code, answer);
    }

    private static async Task WriteAsync(HttpContext context, int code, JsonObject answer)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(Output), context.RequestAborted);
    }
}
