using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Resources;

/// <summary>
/// As much of the OpenAPI documents as kubectl reads to learn that a kind takes <c>fieldValidation</c> and <c>dryRun</c>, after which
/// it leaves validation to the server. Schemas are not published.
/// </summary>
internal static class OpenApi
{
    private static readonly string[] Parameters = ["dryRun", "fieldManager", "fieldValidation", "force"];

    public static JsonObject Index()
    {
        var paths = new JsonObject { ["api/v1"] = Link("api/v1") };
        foreach (var (group, versions) in ResourceTable.Groups)
        {
            foreach (var version in versions)
            {
                paths[$"apis/{group}/{version}"] = Link($"apis/{group}/{version}");
            }
        }

        return new JsonObject { ["paths"] = paths };
    }

    public static JsonObject Document(string path)
    {
        var groupVersion = path == "api/v1" ? "v1" : path["apis/".Length..];
        var paths = new JsonObject();
        foreach (var resource in ResourceTable.All)
        {
            if (resource.GroupVersion == groupVersion && !resource.IsSubresource)
            {
                var scope = resource.Namespaced ? "namespaces/{namespace}/" : "";
                paths[$"/{path}/{scope}{resource.Name}/{{name}}"] = new JsonObject { ["patch"] = Operation(resource) };
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.26.4" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = new JsonObject() },
        };
    }

    private static JsonObject Link(string path) => new() { ["serverRelativeURL"] = $"/openapi/v3/{path}?hash=REHEARSAL" };

    private static JsonObject Operation(ResourceType resource)
    {
        var parameters = new JsonArray();
        foreach (var name in Parameters)
        {
            parameters.Add(new JsonObject
            {
                ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = name == "force" ? "boolean" : "string" },
            });
        }

        return new JsonObject
        {
            ["operationId"] = $"patch{resource.Kind}",
            ["parameters"] = parameters,
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
            ["x-kubernetes-action"] = "patch",
            ["x-kubernetes-group-version-kind"] = new JsonObject
            {
                ["group"] = resource.Group, ["version"] = resource.Version, ["kind"] = resource.Kind,
            },
        };
    }
}
