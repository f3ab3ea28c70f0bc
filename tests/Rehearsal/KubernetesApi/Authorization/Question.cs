using Microsoft.AspNetCore.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Http;

namespace TutorPipeline.Rehearsal.KubernetesApi.Authorization;

/// <summary>What is asked for, in the words of roles.</summary>
internal sealed record Question(string Verb, string Group, string Resource, string? Namespace, string? Name)
{
    public static Question Of(HttpRequest request, Target target)
    {
        var isWatch = request.Query["watch"].ToString() is "true" or "1";
        var verb = (request.Method, target.Name) switch
        {
            ("GET", null) => isWatch ? "watch" : "list",
            ("GET", _) => isWatch ? "watch" : "get",
            ("POST", _) => "create",
            ("PUT", _) => "update",
            ("PATCH", _) => "patch",
            ("DELETE", null) => "deletecollection",
            _ => "delete",
        };
        var resource = target.Subresource is null ? target.Resource.Name : $"{target.Resource.Name}/{target.Subresource}";

        // A namespace is asked for in itself: a role in it may allow to read it.
        var place = target.Resource.Kind == "Namespace" ? target.Name : target.Namespace;
        return new Question(verb, target.Resource.Group, resource, place, target.Name);
    }
}
