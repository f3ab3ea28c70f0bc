using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Costs;

/// <summary>One list price of AWS, with where it stands.</summary>
/// <param name="Key">What it is the price of, such as <c>ec2/t3.large</c>.</param>
/// <param name="Amount">US dollars for one unit.</param>
/// <param name="Unit"><c>hour</c>, <c>month</c> or <c>GB-month</c>.</param>
/// <param name="Region">The region in which it holds.</param>
/// <param name="Source">The page that states it.</param>
/// <param name="Date">The day of the source; the day it was read where the source has none.</param>
public sealed record Price(
    string Key, [property: JsonPropertyName("price")] decimal Amount, string Unit, string Region, Uri Source, DateOnly Date)
{
    /// <summary>The price for an hour.</summary>
    public decimal Hourly => Unit == "hour" ? Amount : Amount / CostEstimate.HoursPerMonth;

    /// <summary>The price for a month.</summary>
    public decimal Monthly => Unit == "hour" ? Amount * CostEstimate.HoursPerMonth : Amount;
}

/// <summary>The prices that are committed with their sources. What is not in it has no price here, and none is made up.</summary>
/// <param name="prices">The prices.</param>
public sealed class PriceList(IReadOnlyList<Price> prices)
{
    private static readonly Lazy<PriceList> Read = new(ReadCommitted);

    private readonly FrozenDictionary<(string, string), Price> byKey = prices.ToFrozenDictionary(price => (price.Region, price.Key));

    /// <summary>What <c>infra/Costs/prices.json</c> holds.</summary>
    public static PriceList Committed => Read.Value;

    /// <summary>All prices, in the order of the file.</summary>
    public IReadOnlyList<Price> Prices { get; } = prices;

    /// <summary>The price of something in a region.</summary>
    /// <param name="region">The region, such as <c>us-east-1</c>.</param>
    /// <param name="key">What, such as <c>ec2/t3.large</c>.</param>
    /// <returns>The price, or null when none with a source is committed.</returns>
    public Price? Find(string region, string key) => byKey.GetValueOrDefault((region, key));

    private static PriceList ReadCommitted()
    {
        using var stream = typeof(PriceList).Assembly.GetManifestResourceStream("prices.json")!;
        return new(JsonSerializer.Deserialize(stream, PriceJson.Default.PriceFile)!.Prices);
    }
}

/// <summary>The file's shape.</summary>
internal sealed record PriceFile(IReadOnlyList<Price> Prices);

/// <summary>Reads the file without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PriceFile))]
internal sealed partial class PriceJson : JsonSerializerContext;
