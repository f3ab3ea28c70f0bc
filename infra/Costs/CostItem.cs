namespace TutorPipeline.Infra.Costs;

/// <summary>One thing that is paid for at a resource.</summary>
/// <param name="What">What it is, for people.</param>
/// <param name="PriceKey">Its key in the price list; null for what is paid by use.</param>
/// <param name="Quantity">How many units; null when the stack does not tell.</param>
internal sealed record CostItem(string What, string? PriceKey, double? Quantity = 1)
{
    /// <summary>Something whose cost depends on its use.</summary>
    public static CostItem ByUse(string what) => new(what, null, null);
}
