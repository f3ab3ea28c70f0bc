namespace TutorPipeline.Provisioning.Tests;

/// <summary>One life for all tests that look at it.</summary>
[CollectionDefinition(WholeLifeTests.Definition)]
public sealed class LifeDefinition : ICollectionFixture<WholeLife>;

/// <summary>What the life of two environments must show.</summary>
/// <param name="life">It.</param>
[Collection(Definition)]
public sealed class WholeLifeTests(WholeLife life)
{
    /// <summary>The name of the tests that look at the same life.</summary>
    public const string Definition = "life";

    [Fact]
    public void Everything_is_made() => Assert.True(life.First.ExitCode == 0, life.First.All);

    [Fact]
    public void A_second_run_changes_nothing()
    {
        Assert.True(life.Second.ExitCode == 0, life.Second.All);
        Assert.DoesNotContain(life.Second.Output.Split('\n'), IsChange);
    }

    [Fact]
    public void Nothing_has_drifted()
    {
        Assert.True(life.Drift.ExitCode == 0, life.Drift.All);
        Assert.Contains("no drift in 12 stacks", life.Drift.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_additional_environment_stands_beside_it() => Assert.True(life.Dev.ExitCode == 0, life.Dev.All);

    [Fact]
    public void No_given_or_generated_value_is_in_any_state_plan_log_artifact_or_command_line()
    {
        Assert.True(life.Generated.Count >= 15, $"Only {life.Generated.Count} values are known.");
        Assert.Contains(life.Traces, trace => trace.Key.StartsWith("state ", StringComparison.Ordinal));
        Assert.Contains(life.Traces, trace => trace.Key.EndsWith("run.log", StringComparison.Ordinal));
        Assert.Contains("terraform", life.Traces["command lines"], StringComparison.Ordinal);
        Assert.Empty(
            from value in life.Generated
            from place in Marks.Places(value.Value, life.Traces)
            select $"{value.Key} is in {place}");
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("dGhlIHZhbHVlOiAyJi8x")]
    [InlineData("the%20value%3A%202%26%2F1")]
    public void The_search_finds_what_was_planted(string form)
    {
        const string value = "the value: 2&/1";
        var traces = new Dictionary<string, string> { ["log"] = $"x{form.Replace("{0}", value, StringComparison.Ordinal)}y", ["other"] = "nothing" };
        Assert.Equal(["log"], Marks.Places(value, traces).Distinct());
    }

    [Fact]
    public void The_search_finds_a_key_whatever_its_lines_end_with() =>
        Assert.Equal(["log"], Marks.Places("-----BEGIN\nMIIabc\n-----END\n", new Dictionary<string, string> { ["log"] = "MIIabc\\r" }).Distinct());

    [Fact]
    public void A_platform_in_which_another_environment_lives_is_not_deleted()
    {
        Assert.Equal(1, life.TooEarly.ExitCode);
        Assert.Contains("dev uses its network, cluster and database servers", life.TooEarly.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_are_deleted_but_for_backups_and_states()
    {
        Assert.True(life.EndOfDev.ExitCode == 0, life.EndOfDev.All);
        Assert.True(life.End.ExitCode == 0, life.End.All);
        Assert.Equal(
            ["123456789012-terraform-tfstate", "courses-yourschool-virginia-backup", "dev-yourschool-virginia-backup"],
            life.BucketsLeft.Order(StringComparer.Ordinal));
        Assert.All(life.Stood, thing => Assert.True(thing.Value > 0, $"There was no {thing.Key} before."));
        Assert.All(life.Left, thing => Assert.True(thing.Value == 0, $"{thing.Value} of {thing.Key} are left."));
    }

    private static bool IsChange(string line) =>
        line.Contains("│ +   create", StringComparison.Ordinal) || line.Contains("│ ~   update", StringComparison.Ordinal)
        || line.Contains("│ -   delete", StringComparison.Ordinal) || line.Contains("replace ", StringComparison.Ordinal);
}
