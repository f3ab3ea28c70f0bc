using TutorPipeline.Infra.Calls;
using TutorPipeline.Infra.Model;
using TutorPipeline.Infra.Tests.Calls;
using TutorPipeline.Infra.Tests.Stacks;
using Xunit;

namespace TutorPipeline.Infra.Tests.Staging;

public sealed class UnrecordedTests
{
    private const string Table = """
        <DescribeRouteTablesResponse><routeTableSet><item><routeTableId>rtb-1</routeTableId>
        <routeSet><item><destinationCidrBlock>10.168.0.0/16</destinationCidrBlock></item>
        <item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock></item></routeSet>
        <associationSet><item><subnetId>subnet-1</subnetId></item></associationSet></item></routeTableSet></DescribeRouteTablesResponse>
        """;

    private readonly StackDefinition network = Infra.Stacks.Network.Define(Reference.Network);

    [Fact]
    public async Task Finds_what_has_tags_and_the_entries_of_route_tables_that_have_none()
    {
        using var aws = new LoopbackAws(Answer);

        var found = await FindAsync(aws);

        Assert.Equal(
            [
                ("network/aws_route.public_internet", "rtb-1_0.0.0.0/0"),
                ("network/aws_route_table.public", "rtb-1"),
                ("network/aws_route_table_association.public_a", "subnet-1/rtb-1"),
                ("network/aws_subnet.public_a", "subnet-1"),
            ],
            found.Select(f => (f.Subject, f.Id)).Order());
        Assert.Single(aws.Asked, call => call.Operation == "DescribeRouteTables");
    }

    [Fact]
    public async Task Takes_nothing_that_belongs_to_another_platform()
    {
        using var aws = new LoopbackAws(call => Answer(call, "other-platform"));

        Assert.Empty(await FindAsync(aws));
    }

    private async Task<IReadOnlyList<ExistingResource>> FindAsync(LoopbackAws aws) =>
        await new Unrecorded(new TagCalls(aws.Aws), new RouteCalls(aws.Aws)).FindAsync(
            new StackWork(network), StackListing.Changes(network), null, TestContext.Current.CancellationToken);

    private LoopbackAnswer Answer(AskedCall call) => Answer(call, network.Scope.Namespace);

    private static LoopbackAnswer Answer(AskedCall call, string owner) => call.Operation switch
    {
        "DescribeRouteTables" => new(Table),
        _ when call.Body.Contains("\"network/aws_route_table.public\"", StringComparison.Ordinal) => Tagged("route-table/rtb-1", owner),
        _ when call.Body.Contains("\"network/aws_subnet.public_a\"", StringComparison.Ordinal) => Tagged("subnet/subnet-1", owner),
        _ => new("""{"ResourceTagMappingList":[]}"""),
    };

    private static LoopbackAnswer Tagged(string resource, string owner) => new(
        $$"""
        {"ResourceTagMappingList":[{"ResourceARN":"arn:aws:ec2:us-east-1:123456789012:{{resource}}",
        "Tags":[{"Key":"Name","Value":"{{owner}}-x"}]}]}
        """);
}
