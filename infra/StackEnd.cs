namespace TutorPipeline.Infra;

/// <summary>How a stack ends.</summary>
/// <param name="Lifted">The stack without what keeps AWS from deleting it; applied first, to what is protected only.</param>
/// <param name="Protected">The addresses from which protection is lifted, where they exist.</param>
/// <param name="Kept">What is left of the stack, such as its backups; null when nothing is.</param>
public sealed record StackEnd(StackWork Lifted, IReadOnlyList<string> Protected, StackWork? Kept = null);
