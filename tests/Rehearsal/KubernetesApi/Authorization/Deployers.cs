using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers;
using TutorPipeline.Rehearsal.KubernetesApi.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Authorization;

/// <summary>Whoever comes with a token of the EKS cluster has the roles of a file and no other right, as with an access entry of EKS.</summary>
internal static class Deployers
{
    private const string Group = "tutorpipeline";

    private const string Rbac = "rbac.authorization.k8s.io";

    /// <summary>The user.</summary>
    public static readonly User User = new("deployer", [Group, "system:authenticated"]);

    /// <summary>Stores the ClusterRoles of the file, and binds each to the group in the whole cluster.</summary>
    public static void Bind(Store store, string file)
    {
        foreach (var document in Body.Documents(File.ReadAllText(file)))
        {
            if (document is not JsonObject role || store.Get($"{Rbac}/clusterroles", null, role.Name()) is not null)
            {
                continue;
            }

            Put(store, "clusterroles", role);
            Put(store, "clusterrolebindings", new JsonObject
            {
                ["apiVersion"] = $"{Rbac}/v1", ["kind"] = "ClusterRoleBinding", ["metadata"] = new JsonObject { ["name"] = role.Name() },
                ["roleRef"] = new JsonObject { ["apiGroup"] = Rbac, ["kind"] = "ClusterRole", ["name"] = role.Name() },
                ["subjects"] = new JsonArray(new JsonObject { ["apiGroup"] = Rbac, ["kind"] = "Group", ["name"] = Group }),
            });
        }
    }

    private static void Put(Store store, string resource, JsonObject value)
    {
        value["metadata"]!["uid"] = Guid.NewGuid().ToString();
        value["metadata"]!["creationTimestamp"] = Defaults.Now();
        store.Put($"{Rbac}/{resource}", value);
    }
}
