using Microsoft.AspNetCore.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Fields;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Http;

/// <summary>The options that every write takes in its query.</summary>
internal sealed record WriteOptions(string FieldManager, bool FieldManagerGiven, bool Force, bool DryRun, string FieldValidation)
{
    public static WriteOptions Of(HttpRequest request)
    {
        var query = request.Query;
        var dryRun = query["dryRun"].ToString();
        if (dryRun is not ("" or "All"))
        {
            throw ApiException.BadRequest($"invalid dryRun: {dryRun}");
        }

        var agent = request.Headers.UserAgent.ToString();
        var manager = query["fieldManager"].ToString();
        return new WriteOptions(
            manager.Length > 0 ? manager : agent.Split('/')[0] is { Length: > 0 } client ? client : "unknown",
            manager.Length > 0, query["force"] == "true", dryRun == "All",
            query["fieldValidation"] is [{ Length: > 0 } validation] ? validation : "Warn");
    }

    public Manager Manager(string operation, string apiVersion, string? subresource) =>
        new(FieldManager, operation, apiVersion, subresource) { Time = subresource == "scale" ? null : Defaults.Now() };
}
