using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Access.Rights;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Tests.Cluster.Access;

/// <summary>Makes users of the stand-in who have the roles of <c>tutor/Cluster/rbac.yml</c> alone, as an administrator would.</summary>
internal static class Deployer
{
    private const string Path = "/apis/rbac.authorization.k8s.io/v1";

    /// <summary>The group of whoever deploys, as the head of the file has it.</summary>
    private const string Group = "tutorpipeline";

    public static string RoleFile([CallerFilePath] string caller = "") => System.IO.Path.GetFullPath(
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(caller)!, "..", "..", "..", "..", "tutor", "Cluster", "rbac.yml"));

    /// <summary>Makes the roles, and binds the one of the cluster to the group. The server was started with <c>--rbac</c>.</summary>
    public static async Task MakeRolesAsync(ApiServerProcess server)
    {
        foreach (var role in RenderedYaml.Read(await File.ReadAllTextAsync(RoleFile())))
        {
            await MakeAsync(server, $"{Path}/clusterroles", role.Document);
        }

        await MakeAsync(server, $"{Path}/clusterrolebindings", Binding("tutorpipeline-cluster", DeployRoles.Cluster, "Group", Group));
    }

    /// <summary>Makes a user of the group, whose name is the token.</summary>
    public static Task MakeUserAsync(ApiServerProcess server, string user) => MakeAsync(
        server, "/rehearsal/users", new JsonObject { ["token"] = user, ["user"] = user, ["groups"] = new JsonArray(Group) });

    /// <summary>Binds a role to a user in a namespace, or in all of them.</summary>
    public static Task BindAsync(ApiServerProcess server, AccessRole role, string user, string? namespaceName) => MakeAsync(
        server,
        namespaceName is null ? $"{Path}/clusterrolebindings" : $"{Path}/namespaces/{namespaceName}/rolebindings",
        Binding($"{role.Name}-{user}", role, "User", user));

    public static ClusterAccess AccessOf(ApiServerProcess server, string user) =>
        new EndpointAccess(new Uri(server.Url), server.Authority, new Token(user));

    /// <summary>Everything at once: somebody who may deploy to the namespace that every cluster has.</summary>
    public static async Task<ClusterAccess> OfDefaultAsync(ApiServerProcess server)
    {
        await MakeRolesAsync(server);
        await MakeUserAsync(server, "deployer");
        await BindAsync(server, DeployRoles.Platform, "deployer", "default");
        return AccessOf(server, "deployer");
    }

    private static JsonObject Binding(string name, AccessRole role, string kind, string subject) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name },
        ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "ClusterRole", ["name"] = role.Name },
        ["subjects"] = new JsonArray(
            new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = kind, ["name"] = subject }),
    };

    private static async Task MakeAsync(ApiServerProcess server, string path, JsonObject body)
    {
        var (status, answer) = await server.SendAsync("POST", path, body);
        Assert.True(status is 200 or 201, $"{path}: {answer}");
    }

    private sealed class Token(string user) : IClusterTokens
    {
        public Task<Secret> GetAsync(CancellationToken cancellationToken) => Task.FromResult(new Secret(user));
    }
}
