using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>Which images go by themselves.</summary>
internal static class RegistryLifecycle
{
    /// <summary>
    /// Untagged images go after some days, and the oldest ones when there are too many; ECR wants the rule for any image last.
    /// </summary>
    public static Document Of(int untaggedDays, int kept) => Document.Map(("rules", Document.List(
        Rule(1, $"Untagged images go after {untaggedDays} days", "untagged", "sinceImagePushed", untaggedDays),
        Rule(2, $"The last {kept} images are kept", "any", "imageCountMoreThan", kept))));

    private static Document Rule(int priority, string description, string tagStatus, string countType, int count) => Document.Map(
        ("rulePriority", priority),
        ("description", description),
        ("selection", countType == "sinceImagePushed"
            ? Document.Map(("tagStatus", tagStatus), ("countType", countType), ("countUnit", "days"), ("countNumber", count))
            : Document.Map(("tagStatus", tagStatus), ("countType", countType), ("countNumber", count))),
        ("action", Document.Map(("type", "expire"))));
}
