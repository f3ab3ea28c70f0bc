using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>Writes IAM policy documents.</summary>
internal static class AccessPolicy
{
    // The version of the policy language, not of a policy; the older one knows no variables.
    private const string Language = "2012-10-17";

    /// <summary>A policy of statements.</summary>
    public static Document Of(params Document[] statements) =>
        Document.Map(("Version", Language), ("Statement", Document.List(statements)));

    /// <summary>Lets an AWS service take on a role.</summary>
    public static Document TrustOf(string service, params string[] actions) => Of(Document.Map(
        ("Effect", "Allow"),
        ("Principal", Document.Map(("Service", service))),
        ("Action", Document.List(actions))));

    /// <summary>Lets pods of the cluster take on a role through EKS Pod Identity.</summary>
    public static Document TrustOfPods() => TrustOf("pods.eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession");

    /// <summary>Allows actions on resources.</summary>
    public static Document Allow(IEnumerable<string> actions, params Value<string>[] resources) => Document.Map(
        ("Effect", "Allow"),
        ("Action", Document.List(actions)),
        ("Resource", List(resources)));

    /// <summary>Allows actions on resources while a condition holds.</summary>
    public static Document AllowIf(
        string test, string key, Document value, IEnumerable<string> actions, params Value<string>[] resources) => Document.Map(
        ("Effect", "Allow"),
        ("Action", Document.List(actions)),
        ("Resource", List(resources)),
        ("Condition", Document.Map((test, Document.Map((key, value))))));

    /// <summary>Forbids actions on resources, whatever else allows them.</summary>
    public static Document Deny(IEnumerable<string> actions, params Value<string>[] resources) => Document.Map(
        ("Effect", "Deny"),
        ("Action", Document.List(actions)),
        ("Resource", List(resources)));

    /// <summary>Allows actions on every resource that carries a tag.</summary>
    public static Document AllowTagged(IEnumerable<string> actions, string tag, string value) => Document.Map(
        ("Effect", "Allow"),
        ("Action", Document.List(actions)),
        ("Resource", Document.List("*")),
        ("Condition", Document.Map(("StringEquals", Document.Map(($"aws:ResourceTag/{tag}", value))))));

    private static Document List(Value<string>[] resources) => Document.List([.. resources.Select(resource => (Document)resource)]);
}
