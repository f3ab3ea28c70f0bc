namespace TutorPipeline.Kernel.Additions;

/// <summary>What one thing is estimated to cost.</summary>
/// <param name="Address">The thing, named as in its change.</param>
/// <param name="What">What is paid for.</param>
/// <param name="Basis"><c>fixed</c>, <c>byUse</c>, or <c>unknown</c> where no price is known.</param>
/// <param name="Quantity">How many; null when that is not known.</param>
/// <param name="Hourly">US dollars an hour; null unless it is fixed.</param>
/// <param name="Monthly">US dollars a month; null unless it is fixed.</param>
/// <param name="Source">Where the price stands; null unless it is fixed.</param>
public sealed record TargetCost(
    string Address, string What, string Basis, double? Quantity, decimal? Hourly, decimal? Monthly, string? Source);
