using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Images.Checks;

/// <summary>Something about an image that is not as it must be.</summary>
/// <param name="Check">Which check found it: <c>themes</c>, <c>plugins</c>, <c>secrets</c>, <c>size</c>.</param>
/// <param name="Subject">What it is about, such as <c>theme yourschool-theme</c>.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Found">What was found; never a secret.</param>
public sealed record ImageFinding(string Check, string Subject, string Expected, string Found);

/// <summary>An image is not fit to be pushed.</summary>
public sealed class ImageCheckException : PipelineException
{
    internal ImageCheckException(string image, IReadOnlyList<ImageFinding> findings)
        : base(
            $"The image {image} is not fit to be pushed, and was not:\n"
            + string.Concat(findings.Select(f => $"  {f.Check}: {f.Subject}: expected {f.Expected}, found {f.Found}\n"))
            + "Mend the sources or the parameters and run the target again; the image stays in the engine, so that you can look into it.") =>
        Findings = findings;

    /// <summary>Everything that was found.</summary>
    public IReadOnlyList<ImageFinding> Findings { get; }
}
