using System.Text;
using TutorPipeline.Infra.Engines.State;
using Xunit;

namespace TutorPipeline.Infra.Tests.State;

/// <summary>What is read of Terraform's states.</summary>
public static class StackStateTests
{
    private const string State =
        """
        {"version": 4, "terraform_version": "1.11.4", "serial": 7, "lineage": "x",
         "outputs": {"address": {"value": "db.example", "type": "string"}, "ids": {"value": ["a", "b"], "type": ["list", "string"]}},
         "resources": [
           {"mode": "data", "type": "aws_ami", "name": "x", "instances": [{"attributes": {"id": "ami-1"}}]},
           {"mode": "managed", "type": "aws_db_instance", "name": "main",
            "instances": [{"attributes": {"id": "db-1", "arn": "arn:aws:rds:::db", "password_wo_version": 3}}]},
           {"mode": "managed", "type": "aws_vpc", "name": "gone", "instances": []}]}
        """;

    [Fact]
    public static void Knows_outputs_and_what_exists()
    {
        var state = Parse(State);

        Assert.Equal(7, state.Serial);
        Assert.Equal("db.example", state.Outputs["address"].GetString());
        Assert.Equal(2, state.Outputs["ids"].GetArrayLength());
        var resource = Assert.Single(state.Resources);
        Assert.Equal(("aws_db_instance.main", "db-1", "arn:aws:rds:::db", 3), (resource.Address, resource.Id, resource.Arn, resource.PasswordVersion));
        Assert.False(state.IsEmpty);
    }

    [Fact]
    public static void Is_empty_after_everything_was_destroyed() =>
        Assert.True(Parse("""{"version": 4, "serial": 9, "outputs": {}, "resources": []}""").IsEmpty);

    [Theory]
    [InlineData("""{"version": 4, "serial": """, "half of a file")]
    [InlineData("""{"version": 3, "serial": 1}""", "its format is 3, and only 4 is known")]
    [InlineData("[]", "not an object")]
    public static void Refuses_what_is_no_state(string text, string why)
    {
        var refused = Assert.Throws<StateUnreadableException>(() => Parse(text));

        Assert.StartsWith("The state here cannot be read: ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("restore the last good one, and run the target again.", refused.Message, StringComparison.Ordinal);
        if (why.StartsWith("its", StringComparison.Ordinal))
        {
            Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        }
    }

    private static StackState Parse(string text) => StackState.Parse(Encoding.UTF8.GetBytes(text), "here");
}
