namespace TutorPipeline.Model;

/// <summary>How far a cost can be said before the bill comes.</summary>
public enum CostBasis
{
    /// <summary>It costs the same every hour that it is there.</summary>
    Fixed,

    /// <summary>What it costs depends on its use: requests, traffic, what is stored.</summary>
    ByUse,

    /// <summary>It has a price, and no source for that is committed.</summary>
    Unknown,
}

/// <summary>What one resource is estimated to cost.</summary>
/// <param name="Address">The resource, as in <see cref="Change.Subject"/>: <c>network/aws_nat_gateway.main</c>.</param>
/// <param name="What">What is paid for, such as <c>db.t4g.small, MySQL</c>.</param>
/// <param name="Basis">How far it can be said.</param>
public sealed record CostLine(string Address, string What, CostBasis Basis)
{
    /// <summary>How many, or how many GB; null when that is not known.</summary>
    public double? Quantity { get; init; }

    /// <summary>US dollars an hour for all of the quantity; null unless it is fixed.</summary>
    public decimal? Hourly { get; init; }

    /// <summary>US dollars a month of <see cref="CostEstimate.HoursPerMonth"/> hours; null unless it is fixed.</summary>
    public decimal? Monthly { get; init; }

    /// <summary>Where the price stands and of which day it is; null unless it is fixed.</summary>
    public string? Source { get; init; }
}

/// <summary>What a stack is estimated to cost at list prices, before taxes, discounts and free tiers.</summary>
/// <param name="Lines">Its resources that cost something, in the order of the stack.</param>
/// <param name="Notes">Sentences that a reader needs beside the numbers.</param>
public sealed record CostEstimate(IReadOnlyList<CostLine> Lines, IReadOnlyList<string> Notes)
{
    /// <summary>The length of a month, as AWS's own calculator has it.</summary>
    public const int HoursPerMonth = 730;

    /// <summary>What is fixed, in US dollars an hour.</summary>
    public decimal Hourly => Sum(line => line.Hourly);

    /// <summary>What is fixed, in US dollars a month.</summary>
    public decimal Monthly => Sum(line => line.Monthly);

    /// <summary>Whether the sums leave nothing out; otherwise they are what it costs at least.</summary>
    public bool IsComplete => Lines.All(line => line.Basis == CostBasis.Fixed);

    private decimal Sum(Func<CostLine, decimal?> amount) => Lines.Sum(line => amount(line) ?? 0);
}
