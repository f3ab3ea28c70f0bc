namespace TutorPipeline.Benchmarks;

/// <summary>One number of the table that the benchmarks print.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit; <c>x</c> for a ratio.</param>
/// <param name="Limit">What it may be at most; null when it is for information only.</param>
/// <param name="How">How it came about, in one line.</param>
internal sealed record Measurement(string Name, double Value, string Unit, double? Limit, string How);
