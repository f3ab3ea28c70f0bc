using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Stacks;

public static class StackListingTests
{
    [Fact]
    public static void Says_of_each_resource_what_tells_it_from_others()
    {
        var changes = StackListing.Changes(Reference.Shapes["network"]);

        Assert.Equal(new Change(ChangeKind.Create, "network/aws_vpc.main", "cidr block 192.168.0.0/20"), changes[0]);
        Assert.Contains(new Change(
            ChangeKind.Create, "network/aws_subnet.public_a", "cidr block 192.168.1.0/24, availability zone us-east-1a"), changes);
        Assert.Contains(new Change(ChangeKind.Create, "network/aws_nat_gateway.nat_a", "name courses-yourschool-virginia-nat-a"), changes);
    }

    [Fact]
    public static void Lists_every_resource_in_the_order_of_the_stack()
    {
        foreach (var stack in Reference.Shapes.Values)
        {
            Assert.Equal(
                TerraformJson.Emit(stack).ResourceAddresses.Select(address => $"{stack.Name}/{address}"),
                StackListing.Changes(stack).Select(change => change.Subject));
        }
    }
}
