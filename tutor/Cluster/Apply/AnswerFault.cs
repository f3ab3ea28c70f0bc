using System.Text;
using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>Turns a refusal of the API server into the fault that a person reads.</summary>
internal static class AnswerFault
{
    private const string Misfit = "failed to create typed patch object";

    public static ManifestFault Of(ManifestKey key, ClusterAnswer answer, JsonObject? sent = null)
    {
        var (kind, facts, wayOut) = Explain(key, answer);
        return new ManifestFault(key, kind, Masking.Scrub(facts, sent), wayOut);
    }

    public static ManifestFault UnknownKind(Manifest manifest) => new(
        manifest.Key, ManifestFaultKind.UnknownKind, $"the cluster has no {manifest.Key.Kind} in {manifest.ApiVersion}",
        "Install what brings this kind (an add-on, or EKS Auto Mode), or set the version that 'kubectl api-resources' shows.");

    public static ManifestFault Unavailable(ManifestKey key, string facts) => new(
        key, ManifestFaultKind.Unavailable, facts,
        "Check that the cluster can be reached from here (./build.sh Doctor), then run this again.");

    /// <summary>Who owns what an apply would change, as the server's 409 tells; empty when it tells of something else.</summary>
    public static IReadOnlyList<FieldOwner> Owners(ClusterAnswer answer)
    {
        var owners = new List<FieldOwner>();
        foreach (var cause in answer.Status == 409 ? Causes(answer) : [])
        {
            if ((string?)cause?["reason"] == "FieldManagerConflict")
            {
                owners.Add(new FieldOwner((string?)cause["field"] ?? "?", Quoted((string?)cause["message"] ?? "")));
            }
        }

        return owners;
    }

    private static (ManifestFaultKind Kind, string Facts, string WayOut) Explain(ManifestKey key, ClusterAnswer answer) => answer switch
    {
        { IsNamespaceEnding: true } => (
            ManifestFaultKind.NamespaceEnding, $"the namespace {key.NamespaceName} is being deleted",
            "Wait until it is gone ('kubectl get namespace' shows it, 'kubectl describe namespace' what holds it), then run this again."),
        { Status: 409 } when Owners(answer) is { Count: > 0 } owners => Conflict(owners),
        { Status: 409 } => (
            ManifestFaultKind.Conflict, answer.Message, "Somebody else changes this object at the same time: run this again."),
        { Status: 500 } when answer.Message.StartsWith(Misfit, StringComparison.Ordinal) => (
            ManifestFaultKind.Misfit, AfterColon(answer.Message),
            "The document does not fit its kind: correct the field in the patch, plugin or setting that renders it."),
        { Status: 422 } => (
            ManifestFaultKind.Invalid, Fields(answer),
            "Correct these fields; what is immutable can only be changed by deleting the object first, which ends what runs there."),
        { Status: 400 } => (ManifestFaultKind.Misfit, answer.Message, "Correct the field in the patch, plugin or setting that renders it."),
        { Status: 404 } when IsAboutNamespace(answer, key) => (
            ManifestFaultKind.NamespaceMissing, $"the namespace {key.NamespaceName} is not there",
            $"Add the Namespace {key.NamespaceName} to what is rendered, or run SyncSecrets first, which makes it."),
        { Status: 401 } => (
            ManifestFaultKind.Refused, "401 (Unauthorized)",
            "The credentials are wrong or have expired: log in to AWS again, or name another kubeconfig with --kubeconfig."),
        { Status: 403 } => (
            ManifestFaultKind.Refused, $"403 ({answer.Message})",
            "Give whoever deploys the rights of tutor/Cluster/rbac.yml, or have the policy that refuses it changed."),
        _ => (ManifestFaultKind.Other, $"{answer.Status} ({answer.Message})", "See the API server's log, then run this again."),
    };

    private static (ManifestFaultKind Kind, string Facts, string WayOut) Conflict(IReadOnlyList<FieldOwner> owners)
    {
        var facts = new StringBuilder();
        var managers = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var owner in owners)
        {
            facts.Append(facts.Length == 0 ? "" : "; ").Append(owner.Field).Append(" is owned by ").Append(owner.Manager);
            managers.Add(owner.Manager);
        }

        return (
            ManifestFaultKind.Conflict, facts.ToString(),
            "Leave the field out of the render if the other should keep it, or take it over with --force-managers "
            + $"{string.Join(' ', managers)}.");
    }

    private static string Fields(ClusterAnswer answer)
    {
        var facts = new StringBuilder();
        foreach (var cause in Causes(answer))
        {
            facts.Append(facts.Length == 0 ? "" : "; ").Append((string?)cause?["field"]).Append(": ").Append((string?)cause?["message"]);
        }

        return facts.Length == 0 ? answer.Message : facts.ToString();
    }

    private static JsonArray Causes(ClusterAnswer answer) => answer.Body?["details"]?["causes"] as JsonArray ?? [];

    private static bool IsAboutNamespace(ClusterAnswer answer, ManifestKey key) =>
        key.NamespaceName is not null
        && ((string?)answer.Body?["details"]?["kind"] == "namespaces"
            || answer.Message.Contains($"namespaces \"{key.NamespaceName}\" not found", StringComparison.Ordinal));

    private static string AfterColon(string message) =>
        message.IndexOf("): ", StringComparison.Ordinal) is >= 0 and var at ? message[(at + 3)..] : message;

    private static string Quoted(string message)
    {
        var parts = message.Split('"');
        return parts.Length > 2 ? parts[1] : message;
    }
}

/// <summary>A field and the manager that owns it.</summary>
internal sealed record FieldOwner(string Field, string Manager);
