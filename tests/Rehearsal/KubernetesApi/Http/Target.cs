using TutorPipeline.Rehearsal.KubernetesApi.Resources;

namespace TutorPipeline.Rehearsal.KubernetesApi.Http;

/// <summary>What a request's path names.</summary>
internal sealed record Target(ResourceType Resource, string? Namespace, string? Name, string? Subresource)
{
    /// <summary>Reads a path below <c>/api</c> or <c>/apis</c>; null when it names nothing that the server has.</summary>
    public static Target? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        var start = parts[0] == "api" ? 2 : 3;
        if (parts.Length <= start)
        {
            return null;
        }

        var groupVersion = string.Join('/', parts[1..start]);
        var rest = parts[start..];
        if (rest[0] == "namespaces" && rest.Length >= 3 && groupVersion + rest[2] is not ("v1status" or "v1finalize"))
        {
            return Make(groupVersion, rest[1], rest[2..]);
        }

        return Make(groupVersion, null, rest);
    }

    private static Target? Make(string groupVersion, string? @namespace, string[] rest)
    {
        var resource = ResourceTable.Find(groupVersion, rest[0]);
        if (resource is null || rest.Length > 3 || (@namespace is not null && !resource.Namespaced))
        {
            return null;
        }

        var subresource = rest.Length > 2 ? rest[2] : null;
        if (subresource is not null && ResourceTable.Find(groupVersion, $"{rest[0]}/{subresource}") is null)
        {
            return null;
        }

        return new Target(resource, @namespace, rest.Length > 1 ? rest[1] : null, subresource);
    }
}
