namespace TutorPipeline.Kernel.Additions;

/// <summary>The call itself was wrong: exit code 2, nothing was started. Every fault found is listed, one a line.</summary>
/// <param name="faults">At least one sentence, each with what was given and what is allowed.</param>
public sealed class UsageException(IReadOnlyList<string> faults)
    : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>The faults, one sentence each.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
