using Xunit;

namespace TutorPipeline.Kernel.Tests.Invocation;

public sealed class ParameterFileTests : IDisposable
{
    private readonly Repository repository = new();

    public void Dispose() => repository.Dispose();

    [Fact]
    public void Comments_trailing_commas_a_byte_order_mark_and_a_schema_key_are_accepted()
    {
        var result = repository.With(
            "parameters.json",
            """
            ﻿{
              "$schema": "build.schema.json",
              // The port.
              "MySqlPort": 5, /* that is it */
            }
            """).Read();

        Assert.Empty(result.Faults);
        Assert.True(result.Values.TryGet("MySqlPort", out var value));
        Assert.Equal(5, value);
    }

    [Fact]
    public void No_file_is_no_fault() => Assert.Empty(repository.Read().Faults);

    [Theory]
    [InlineData(
        "{\n  \"Count\": 1,\n  \"MySqlPrt\": 2\n}", ".nuke/parameters.json, line 3: unknown key 'MySqlPrt'. Did you mean 'MySqlPort'?")]
    [InlineData("{ \"Xyzzy\": 2 }", ".nuke/parameters.json, line 1: unknown key 'Xyzzy'. The keys are the names of the options of --help.")]
    [InlineData("{ \"DryRun\": true }", ".nuke/parameters.json, line 1: unknown key 'DryRun'. Give --dry-run on the command line.")]
    [InlineData("{ \"Count\": 1,\n \"count\": 2 }", ".nuke/parameters.json, line 2: the key 'count' stands there twice; keep one of them.")]
    [InlineData("[1]", ".nuke/parameters.json is not a JSON object; write the parameters in braces.")]
    [InlineData("{ \"Count\": null }", ".nuke/parameters.json: Count: null is not allowed; leave the key out to use the default.")]
    [InlineData("{ \"Count\": true }", ".nuke/parameters.json: Count: 'true' is not a whole number.")]
    [InlineData("{ \"Count\": 1.5 }", ".nuke/parameters.json: Count: '1.5' is not a whole number.")]
    [InlineData("{ \"Count\": [1] }", ".nuke/parameters.json: Count: '[1]' is not a whole number.")]
    [InlineData("{ \"PlatformName\": 12 }", ".nuke/parameters.json: PlatformName: '12' is not a text; write it in double quotes.")]
    [InlineData("{ \"Fence\": 12 }", ".nuke/parameters.json: Fence: '12' is not a text; write it in double quotes.")]
    [InlineData("{ \"Fence\": \"green\" }", ".nuke/parameters.json: Fence: 'green' is not allowed; a colour is red or blue.")]
    [InlineData("{ \"SingleGate\": \"yes\" }", ".nuke/parameters.json: SingleGate: 'yes' is not true or false.")]
    [InlineData("{ \"OpenPorts\": 80 }", ".nuke/parameters.json: OpenPorts: '80' is not a list; write the values in square brackets.")]
    [InlineData("{ \"OpenPorts\": [80, \"x\"] }", ".nuke/parameters.json: OpenPorts: item 2: 'x' is not a whole number.")]
    [InlineData("{ \"Rules\": [1] }", ".nuke/parameters.json: Rules: item 1: '1' is not an object; write it in braces.")]
    [InlineData(
        "{ \"MySqlPassword\": \"hunter2\" }",
        ".nuke/parameters.json: MySqlPassword: a secret may not stand in a file that is committed; "
        + "set the environment variable NUKE_MYSQL_PASSWORD instead.")]
    public void A_wrong_file_is_a_fault_that_names_place_and_way_out(string text, string fault) =>
        Assert.Equal([fault], repository.With("parameters.json", text).Read().Faults);

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{\n  \"Count\": 1\n  \"Factor\": 2\n}", 3, 3)]
    [InlineData("{\n  \"PlatformName\": \"ä\" x\n}", 2, 23)]
    [InlineData("{ } x", 1, 5)]
    public void Malformed_json_is_named_with_line_and_column(string text, int line, int column) => Assert.StartsWith(
        $".nuke/parameters.json, line {line}, column {column}: not valid JSON: ",
        Assert.Single(repository.With("parameters.json", text).Read().Faults),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "PlatformName": "\ud800" }""")]
    [InlineData("""{ "Zones": ["a", "\udc00"] }""")]
    [InlineData("""{ "Rules": [ { "\ud800": 1 } ] }""")]
    [InlineData("""{ "\ud800": 1 }""")]
    public void Half_a_character_is_a_fault(string text) => Assert.Equal(
        [@".nuke/parameters.json, line 1: an escape \u… stands for half of a character; write the character itself."],
        repository.With("parameters.json", text).Read().Faults);

    [Fact]
    public void What_stands_before_the_malformed_place_does_not_hide_it()
    {
        var faults = repository.With("parameters.json", "{\n  \"Xyzzy\": 1,\n  \"Count\": ,\n}").Read("--mysql-port", "x").Faults;

        Assert.Equal(
            [
                ".nuke/parameters.json, line 2: unknown key 'Xyzzy'. The keys are the names of the options of --help.",
                ".nuke/parameters.json, line 3, column 12: not valid JSON: ',' is an invalid start of a value.",
                "--mysql-port: 'x' is not a whole number.",
            ],
            faults);
    }

    [Fact]
    public void A_file_in_another_encoding_is_a_fault()
    {
        File.WriteAllBytes(Path.Combine(repository.Root, ".nuke", "parameters.json"), [(byte)'{', 0xE4, (byte)'}']);

        Assert.Equal([".nuke/parameters.json is not UTF-8 text; save it as UTF-8."], repository.Read().Faults);
    }

    [Fact]
    public void A_folder_in_the_files_place_is_a_fault()
    {
        Directory.CreateDirectory(Path.Combine(repository.Root, ".nuke", "parameters.json"));

        Assert.StartsWith(
            ".nuke/parameters.json cannot be read: ", Assert.Single(repository.Read().Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_in_a_file_is_masked_all_the_same() => Assert.Equal(
        ["hunter2"], repository.With("parameters.json", """{ "MySqlPassword": "hunter2" }""").Read().Values.SecretTexts);

    [Fact]
    public void Objects_become_records()
    {
        var result = repository.With("parameters.json", """{ "Rules": [ { "name": "web", "port": 443 } ] }""").Read();

        Assert.Empty(result.Faults);
        Assert.True(result.Values.TryGet("Rules", out var value));
        Assert.Equal([new SampleRule("web", 443)], Assert.IsType<SampleRule[]>(value));
    }

    [Fact]
    public void An_object_with_an_unknown_member_is_a_fault() => Assert.StartsWith(
        ".nuke/parameters.json: Rules: item 1: '{ \"nam\": \"web\" }' is not the object that is wanted here: ",
        Assert.Single(repository.With("parameters.json", """{ "Rules": [ { "nam": "web" } ] }""").Read().Faults),
        StringComparison.Ordinal);
}
