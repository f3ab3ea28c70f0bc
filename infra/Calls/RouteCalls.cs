namespace TutorPipeline.Infra.Calls;

/// <summary>A route table.</summary>
/// <param name="Destinations">Where its routes lead, such as <c>0.0.0.0/0</c>.</param>
/// <param name="Subnets">The ids of the subnets that use it.</param>
public sealed record RouteTable(IReadOnlyList<string> Destinations, IReadOnlyList<string> Subnets);

/// <summary>Reads route tables, whose entries have no tags by which they could be found.</summary>
/// <param name="aws">Sends the calls.</param>
public sealed class RouteCalls(AwsCalls aws)
{
    /// <summary>Reads a route table.</summary>
    /// <param name="id">Its id, such as <c>rtb-0123456789abcdef0</c>.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The table, or null when it is gone.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task<RouteTable?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await aws.SendAsync(
                AwsCall.Query(AwsService.Compute, "DescribeRouteTables", $"the route table {id}", [("RouteTableId.1", id)]), cancellationToken);
            return answer.Xml().Entries("routeTableSet").FirstOrDefault() is { } table
                ? new RouteTable(
                    [.. table.Entries("routeSet").Select(route => route.Text("destinationCidrBlock")).OfType<string>()],
                    [.. table.Entries("associationSet").Select(use => use.Text("subnetId")).OfType<string>()])
                : null;
        }
        catch (AwsRefusedException exception) when (exception.Code == "InvalidRouteTableID.NotFound")
        {
            return null;
        }
    }
}
