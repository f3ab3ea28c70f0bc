using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Images.Checks;

/// <summary>Checks what was built, before it is pushed.</summary>
/// <param name="built">What was built.</param>
/// <param name="check">Checks an image.</param>
public sealed class CheckImage(IBuiltImages built, ImageCheck check) : IStage<CheckPlan>
{
    /// <inheritdoc/>
    public async Task<CheckPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var images = await built.ReadAsync(cancellationToken);
        return images is null
            ? new CheckPlan([new Change(ChangeKind.Unknown, "images", "known after BuildImage")], ["BuildImage"], [])
            : new CheckPlan([.. images.Select(Line)], [], [.. images.Where(image => !image.IsInRegistry)]);
    }

    /// <inheritdoc/>
    /// <exception cref="ImageCheckException">An image is not fit to be pushed.</exception>
    public async Task ApplyAsync(CheckPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        foreach (var image in plan.Images)
        {
            var findings = await check.FindAsync(image, cancellationToken);
            if (findings.Count > 0)
            {
                throw new ImageCheckException($"{image.Candidate}", findings);
            }

            report.Information($"{image.Name} is fit to be pushed");
        }
    }

    private static Change Line(BuiltImage image) => image.IsInRegistry
        ? new Change(ChangeKind.Skip, image.Name, $"was checked before it was pushed as {image.Digest}")
        : new Change(
            ChangeKind.Run, image.Name, "themes compiled, plugins importable at their commits, no secret in any layer, size within budget");
}

/// <summary>What would be checked.</summary>
/// <param name="Changes">One line an image.</param>
/// <param name="PlaceholdersFrom">What is missing.</param>
/// <param name="Images">The images.</param>
public sealed record CheckPlan(IReadOnlyList<Change> Changes, IReadOnlyList<string> PlaceholdersFrom, IReadOnlyList<BuiltImage> Images)
    : StagePlan(Changes, [], PlaceholdersFrom);
