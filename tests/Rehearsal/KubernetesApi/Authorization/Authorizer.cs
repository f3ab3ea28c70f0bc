using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers;
using TutorPipeline.Rehearsal.KubernetesApi.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Authorization;

/// <summary>Asks the roles and bindings in the store, as a real server's RBAC does. Switched off, everybody may do everything.</summary>
internal sealed class Authorizer(Store store, bool isOn)
{
    private const string Group = "rbac.authorization.k8s.io";

    /// <exception cref="ApiException">403: no role that is bound to the user allows it.</exception>
    public void Check(User user, Question question, Target target)
    {
        if (!Allows(user, question))
        {
            throw Forbidden(user, question, target);
        }
    }

    public bool Allows(User user, Question question)
    {
        if (!isOn || user.Groups.Contains(User.Masters))
        {
            return true;
        }

        lock (store.Gate)
        {
            return store.List($"{Group}/clusterrolebindings", null).Where(b => Binds(b, user)).Any(b => Grants(b, question))
                || (question.Namespace is { } place
                    && store.List($"{Group}/rolebindings", place).Where(b => Binds(b, user)).Any(b => Grants(b, question)));
        }
    }

    private static bool Binds(JsonObject binding, User user) => binding.Items("subjects").Any(s => (string?)s["kind"] switch
    {
        "User" => (string?)s["name"] == user.Name,
        "Group" => user.Groups.Contains((string?)s["name"] ?? ""),
        "ServiceAccount" => $"system:serviceaccount:{s["namespace"]}:{s["name"]}" == user.Name,
        _ => false,
    });

    private bool Grants(JsonObject binding, Question question)
    {
        var reference = binding["roleRef"]!;
        var role = (string?)reference["kind"] == "Role"
            ? store.Get($"{Group}/roles", binding.Namespace(), (string)reference["name"]!)
            : store.Get($"{Group}/clusterroles", null, (string)reference["name"]!);
        return role.Items("rules").Any(r => Fits(r, question));
    }

    private static bool Fits(JsonObject rule, Question question)
    {
        var sub = question.Resource.IndexOf('/', StringComparison.Ordinal);
        var names = rule["resourceNames"] as JsonArray ?? [];
        return Has(rule, "verbs", question.Verb) && Has(rule, "apiGroups", question.Group)
            && (Has(rule, "resources", question.Resource) || (sub > 0 && Has(rule, "resources", "*" + question.Resource[sub..])))
            && (names.Count == 0 || names.Any(n => (string?)n == question.Name));
    }

    private static bool Has(JsonObject rule, string field, string value) =>
        (rule[field] as JsonArray ?? []).Any(v => (string?)v == value || (string?)v == "*");

    private static ApiException Forbidden(User user, Question question, Target target)
    {
        var qualified = target.Resource.QualifiedName;
        var subject = target.Name is null ? qualified : $"{qualified} \"{target.Name}\"";
        var place = question.Namespace is { } name ? $"in the namespace \"{name}\"" : "at the cluster scope";
        var details = new JsonObject();
        if (target.Name is not null)
        {
            details["name"] = target.Name;
        }

        if (target.Resource.Group.Length > 0)
        {
            details["group"] = target.Resource.Group;
        }

        details["kind"] = target.Resource.Name;
        return new ApiException(
            403,
            "Forbidden",
            $"{subject} is forbidden: User \"{user.Name}\" cannot {question.Verb} resource \"{question.Resource}\" in API group "
            + $"\"{question.Group}\" {place}",
            details);
    }
}
