using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Authorization;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;
using TutorPipeline.Rehearsal.KubernetesApi.Patches;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Http;

/// <summary>One read or write of objects.</summary>
internal sealed class ObjectCall(Store store, Target target, HttpRequest request, User user, Authorizer authorizer)
{
    private readonly Writer writer = new(store);

    private readonly List<string> warnings = [];

    public IReadOnlyList<string> Warnings => warnings;

    public async Task<(int Code, JsonObject Answer)> AnswerAsync(CancellationToken cancellationToken)
    {
        var body = request.Method is "GET" ? null : await Body.ReadAsync(request, cancellationToken);
        lock (store.Gate)
        {
            var (code, answer) = Answer(body);

            // What is stored is shared: the answer is written after the gate is left.
            return (code, answer.DeepClone().AsObject());
        }
    }

    private (int Code, JsonObject Answer) Answer(JsonNode? body) => (request.Method, target.Name) switch
    {
        ("GET", null) => (200, new Reader(store).List(target, request.Query)),
        ("GET", _) => (200, new Reader(store).Get(target)),
        ("POST", null) when target.Resource.Name == "selfsubjectaccessreviews" => (201, Allowed(Map(body))),
        ("POST", not null) when target is { Resource.Kind: "Pod", Subresource: "eviction" } =>
            (201, Eviction.Evict(store, target, Map(body), WriteOptions.Of(request).DryRun)),
        ("POST", null) => (201, writer.Create(target, Map(body), WriteOptions.Of(request), warnings)),
        ("PUT", not null) => (200, Shape(Replace(Map(body)))),
        ("PATCH", not null) => Patch(body),
        ("DELETE", null) => (200, DeleteAll()),
        ("DELETE", _) => (200, Delete(body as JsonObject)),
        _ => throw new ApiException(405, "MethodNotAllowed", "the server does not allow this method on the requested resource"),
    };

    private (int Code, JsonObject Answer) Patch(JsonNode? body)
    {
        var type = request.ContentType?.Split(';')[0].Trim();
        if (type == "application/apply-patch+yaml")
        {
            if (target.Subresource is null && writer.Live(target) is null)
            {
                // An apply that makes the object must be allowed to make it, too.
                authorizer.Check(user, Question.Of(request, target) with { Verb = "create" }, target);
            }

            var (created, value) = writer.Apply(target, Map(body), WriteOptions.Of(request));
            return (created ? 201 : 200, Shape(value));
        }

        Func<JsonObject, JsonObject> change = type switch
        {
            "application/merge-patch+json" => live => MergePatch.Apply(live, body)!.AsObject(),
            "application/json-patch+json" => live => JsonPatch.Apply(live, body!.AsArray()),
            "application/strategic-merge-patch+json" => live =>
                StrategicPatch.Apply(live, body, Writer.SchemaOf(target))!.AsObject(),
            _ => throw new ApiException(415, "UnsupportedMediaType", "the body of the request was in an unknown format - accepted media "
                + "types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"),
        };
        return (200, Shape(writer.Update(target, change, WriteOptions.Of(request), warnings)));
    }

    private JsonObject Replace(JsonObject body) =>
        writer.Update(
            target,
            live => target.Subresource != "scale" ? body
                : MergePatch.Apply(live, new JsonObject { ["spec"] = body["spec"]?.DeepClone() })!.AsObject(),
            WriteOptions.Of(request),
            warnings);

    private JsonObject Shape(JsonObject value) => target.Subresource == "scale" ? Subresources.Scale(value) : Reader.As(target, value);

    private JsonObject Delete(JsonObject? options)
    {
        var propagation = request.Query["propagationPolicy"] is [{ Length: > 0 } policy] ? policy : null;
        var dryRun = WriteOptions.Of(request).DryRun || options?["dryRun"] is JsonArray { Count: > 0 };
        return new Deleter(store).Delete(target, options, propagation, dryRun);
    }

    private JsonObject DeleteAll()
    {
        var selectors = Selectors.Parse(request.Query["labelSelector"], request.Query["fieldSelector"]);
        var list = new Reader(store).List(target, request.Query);
        foreach (var value in store.List(target.Resource.StorageKey, target.Namespace).Where(selectors.Match).ToList())
        {
            new Deleter(store).DeleteQuietly(target.Resource.StorageKey, target.Resource.Kind, value);
        }

        return list;
    }

    private static JsonObject Map(JsonNode? body) =>
        body as JsonObject ?? throw ApiException.BadRequest("the object provided is unrecognized (must be of type object)");

    private JsonObject Allowed(JsonObject review)
    {
        var asked = review["spec"]?["resourceAttributes"];
        string Text(string field) => (string?)asked?[field] ?? "";
        var resource = Text("subresource").Length == 0 ? Text("resource") : $"{Text("resource")}/{Text("subresource")}";
        var (place, name) = (Text("namespace"), Text("name"));
        var question = new Question(
            Text("verb"), Text("group"), resource, place.Length == 0 ? null : place, name.Length == 0 ? null : name);
        review["status"] = new JsonObject { ["allowed"] = asked is null || authorizer.Allows(user, question), ["reason"] = "rehearsal" };
        return review;
    }
}
