using System.Text.Json.Nodes;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>
/// Refuses a render whose Tutor ID is not that of the live Deployments: the server would refuse their selectors, but take the Services,
/// and the platform would be cut off.
/// </summary>
internal static class TutorIdCheck
{
    private const string Label = "app.kubernetes.io/instance";
    private const string Prefix = "openedx-";

    /// <exception cref="TutorIdChangedException">A live Deployment has another ID.</exception>
    public static void Check(ManifestSet set, LiveObjects live)
    {
        foreach (var item in set.Items)
        {
            if (item.Key.Kind == "Deployment" && live[item.Key] is { } found
                && InstanceOf(found) is { } liveId && InstanceOf(item.Document) is { } ownId && liveId != ownId)
            {
                throw new TutorIdChangedException(set.NamespaceName, item.Key, Short(liveId), Short(ownId));
            }
        }
    }

    private static string? InstanceOf(JsonObject deployment) =>
        (string?)deployment["spec"]?["selector"]?["matchLabels"]?[Label] ?? (string?)deployment["metadata"]?["labels"]?[Label];

    private static string Short(string instance) =>
        instance.StartsWith(Prefix, StringComparison.Ordinal) ? instance[Prefix.Length..] : instance;
}

/// <summary>The render was made with another Tutor ID than what runs.</summary>
/// <param name="namespaceName">The namespace.</param>
/// <param name="deployment">A Deployment with the other ID.</param>
/// <param name="liveId">The ID of what runs.</param>
/// <param name="renderedId">The ID of the render.</param>
public sealed class TutorIdChangedException(string namespaceName, ManifestKey deployment, string liveId, string renderedId)
    : PipelineException(
        $"The manifests for {namespaceName} were rendered with Tutor's ID {renderedId}, but {deployment} runs with {liveId}; nothing was "
        + "changed. The ID is in every selector, which cannot be changed: the Services would let go of the running pods. Put the live ID "
        + $"back: set the key ID of the Secret {namespaceName}/tutor-state to {liveId}, then run ConfigurePlatform and RenderManifests "
        + $"again. If the ID is to be {renderedId}, delete the old Deployments first, which ends the running platform.");
