using TutorPipeline.Infra.Costs;
using Xunit;

namespace TutorPipeline.Infra.Tests.Costs;

public static class PriceListTests
{
    [Fact]
    public static void Every_price_says_where_it_stands_and_of_which_day_it_is()
    {
        Assert.NotEmpty(PriceList.Committed.Prices);
        Assert.All(PriceList.Committed.Prices, price =>
        {
            Assert.True(price.Amount > 0, price.Key);
            Assert.Contains(price.Unit, new[] { "hour", "month", "GB-month" });
            Assert.Equal("https", price.Source.Scheme);
            Assert.InRange(price.Date, new DateOnly(2024, 1, 1), new DateOnly(2026, 12, 31));
            Assert.Matches("^[a-z]{2}-[a-z]+-[0-9]$", price.Region);
        });
    }

    [Fact]
    public static void A_month_has_730_hours()
    {
        var hourly = PriceList.Committed.Find("us-east-1", "eks/cluster")!;
        var monthly = PriceList.Committed.Find("us-east-1", "kms/key")!;

        Assert.Equal((0.1m, 73m), (hourly.Hourly, hourly.Monthly));
        Assert.Equal((1m / 730, 1m), (monthly.Hourly, monthly.Monthly));
    }

    [Theory]
    [InlineData("eu-west-1", "eks/cluster")]
    [InlineData("us-east-1", "ec2/x9.huge")]
    public static void What_is_not_committed_has_no_price(string region, string key) =>
        Assert.Null(PriceList.Committed.Find(region, key));
}
