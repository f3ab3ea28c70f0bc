using System.Text;

namespace TutorPipeline.Tutor.Cluster.Access.Rights;

/// <summary>Writes roles as the YAML that <c>kubectl apply -f</c> takes, with the reason of each rule beside it.</summary>
public static class RoleFile
{
    private const int Width = 120;

    private static readonly string[] Head =
    [
        "What a deploy may ask of the API server, and nothing more. This file is written from tutor/Cluster/Access/Rights.",
        "",
        "An administrator of the cluster applies it once, and binds the roles to whoever deploys:",
        "",
        "  kubectl apply -f tutor/Cluster/rbac.yml",
        "  kubectl create clusterrolebinding tutorpipeline-cluster --clusterrole tutorpipeline-cluster --group tutorpipeline",
        "  kubectl create namespace NAMESPACE",
        "  kubectl create rolebinding tutorpipeline-platform -n NAMESPACE --clusterrole tutorpipeline-platform --group tutorpipeline",
        "",
        "On EKS an access entry puts an IAM role into that group; it needs no access policy:",
        "",
        "  aws eks create-access-entry --cluster-name CLUSTER --principal-arn ARN --kubernetes-groups tutorpipeline",
        "",
        "For a service account write --serviceaccount ITS-NAMESPACE:ITS-NAME instead of --group tutorpipeline.",
        "",
        "Nobody can be bound in a namespace that is not there, so with a RoleBinding the administrator makes the namespace. In a cluster",
        "that holds nothing but platforms, tutorpipeline-platform can be bound with a ClusterRoleBinding instead: then the deploy makes",
        "namespaces itself, and reads and changes the Secrets of all of them.",
        "",
        "Kinds that a Tutor plugin adds to the render (StatefulSets, CronJobs, Roles ...) are not covered: add a role of your own.",
    ];

    /// <summary>Writes roles.</summary>
    /// <param name="roles">The roles, in order.</param>
    /// <returns>The YAML, with a newline at its end.</returns>
    public static string Write(IReadOnlyList<AccessRole> roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        var text = new StringBuilder();
        foreach (var line in Head)
        {
            text.Append(line.Length == 0 ? "#" : "# ").Append(line).Append('\n');
        }

        foreach (var role in roles)
        {
            text.Append("---\n");
            foreach (var line in role.Purpose)
            {
                Comment(text, "# ", line);
            }

            text.Append("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: ").Append(role.Name)
                .Append("\nrules:\n");
            foreach (var rule in role.Rules)
            {
                Write(text, rule);
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, AccessRule rule)
    {
        Comment(text, "  # ", rule.Reason);
        text.Append("  - apiGroups: [\"").Append(rule.Group).Append("\"]\n");
        text.Append("    resources: [").AppendJoin(", ", rule.Resources).Append("]\n");
        if (rule.Names.Count > 0)
        {
            text.Append("    resourceNames: [").AppendJoin(", ", rule.Names).Append("]\n");
        }

        text.Append("    verbs: [").AppendJoin(", ", rule.Verbs.Select(Word)).Append("]\n");
    }

    /// <summary>A comment over as many lines as it needs.</summary>
    private static void Comment(StringBuilder text, string indent, string words)
    {
        var line = 0;
        foreach (var word in words.Split(' '))
        {
            if (line > 0 && line + 1 + word.Length > Width)
            {
                text.Append('\n');
                line = 0;
            }

            text.Append(line == 0 ? indent : " ").Append(word);
            line += (line == 0 ? indent.Length : 1) + word.Length;
        }

        text.Append('\n');
    }

    private static string Word(AccessVerb verb) => verb switch
    {
        AccessVerb.Get => "get",
        AccessVerb.List => "list",
        AccessVerb.Watch => "watch",
        AccessVerb.Create => "create",
        AccessVerb.Patch => "patch",
        _ => "delete",
    };
}
