using TutorPipeline.Model;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Tutor.Tests.Configuration;

/// <summary>What Tutor says with exit code 0 although it did not do what it was asked.</summary>
public sealed class TutorCliTests : IDisposable
{
    private const string Plugins = "NAME \tSTATUS \tVERSION\nmfe  \t✅ enabled\t21.0.0\n";
    private readonly string root = Directory.CreateTempSubdirectory("cli-").FullName;
    private readonly List<ToolInvocation> asked = [];

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("TUTOR_LMS_HOST", null);
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task Asks_for_every_key_then_renders_then_looks_which_plugins_are_there()
    {
        await RenderAsync(_ => Said());

        Assert.Equal(
            ["config printvalue LMS_HOST", "config printvalue PLATFORM_NAME", "config save", "plugins list"],
            asked.Select(call => string.Join(' ', call.Arguments)).Order(StringComparer.Ordinal));
        Assert.Equal("plugins list", string.Join(' ', asked[^1].Arguments));
        Assert.False(Directory.Exists(root + ".keys"));
    }

    [Fact]
    public async Task Leaves_the_settings_of_whoever_calls_outside()
    {
        Environment.SetEnvironmentVariable("TUTOR_LMS_HOST", "elsewhere.example.edu");

        await RenderAsync(_ => Said());

        foreach (var call in asked)
        {
            Assert.True(call.Environment.TryGetValue("TUTOR_LMS_HOST", out var host));
            Assert.Null(host);
            Assert.Equal(root + "-plugins", call.Environment["TUTOR_PLUGINS_ROOT"]);
        }

        Assert.Equal(root, asked[^1].Environment["TUTOR_ROOT"]);
    }

    [Fact]
    public async Task Refuses_keys_that_tutor_would_leave_out_without_a_word()
    {
        var fault = await Assert.ThrowsAsync<TutorException>(() => RenderAsync(arguments =>
            arguments[^1] == "LMS_HOST" ? Said(1, error: "Error: Missing configuration value: LMS_HOST") : Said()));

        Assert.Equal(
            "Tutor 21.0.8 with its plugins does not know LMS_HOST, and would leave such a key out without a word. "
            + "Check TutorVersion and TutorPlugins: another version may have another name for it.",
            fault.Message);
        Assert.DoesNotContain(asked, call => call.Arguments.Contains("save"));
    }

    [Fact]
    public async Task Refuses_a_render_without_a_plugin_that_could_not_be_enabled()
    {
        var fault = await Assert.ThrowsAsync<TutorException>(() => RenderAsync(arguments =>
            arguments[^1] == "save" ? Said(error: "⚠️  Failed to enable plugin 'ghost': plugin 'ghost' is not installed.") : Said()));

        Assert.Equal(
            "Tutor 21.0.8 has no plugin 'ghost', and would render an image without it. Name it in TutorPlugins with a version that exists for "
            + "this Tutor, or install it into the Tutor that --tutor names.",
            fault.Message);
    }

    [Fact]
    public async Task Refuses_a_render_without_a_plugin_that_is_not_listed()
    {
        var fault = await Assert.ThrowsAsync<TutorException>(() => RenderAsync(arguments =>
            arguments[^1] == "list" ? Said(output: "NAME \tSTATUS \tVERSION\n") : Said()));

        Assert.StartsWith("Tutor 21.0.8 has no plugin 'mfe'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "⚠️  The current environment stored at /x/env is not up-to-date: it is at v20.0.5 while the 'tutor' binary is at v21.0.8.")]
    [InlineData(0, "Traceback (most recent call last):\nValueError: 0.1")]
    [InlineData(1, "Error: Template syntax error: expected token")]
    public async Task Takes_no_success_that_says_otherwise(int exitCode, string error)
    {
        var fault = await Assert.ThrowsAsync<TutorException>(() => RenderAsync(arguments =>
            arguments[^1] == "save" ? Said(exitCode, error: error) : Said()));

        Assert.Equal(
            $"'tutor config save' failed with exit code {exitCode}:\n  {error.Replace("\n", "\n  ", StringComparison.Ordinal)}\n"
            + "Mend what it names and run the target again.",
            fault.Message);
    }

    private static ToolResult Said(int exitCode = 0, string output = Plugins, string error = "") => new(exitCode, output, error, TimeSpan.Zero);

    private Task RenderAsync(Func<IReadOnlyList<string>, ToolResult> answer)
    {
        var configuration = new ImageConfiguration(
            new Dictionary<string, object> { ["LMS_HOST"] = "learn.example.edu", ["PLATFORM_NAME"] = "School" }, ["mfe"]);
        return new TutorCli(new Answers(asked, answer), "/usr/bin/tutor", "21.0.8")
            .RenderAsync(root, root + "-plugins", configuration, TestContext.Current.CancellationToken);
    }

    private sealed class Answers(List<ToolInvocation> asked, Func<IReadOnlyList<string>, ToolResult> answer) : IToolRunner
    {
        public string? Find(string tool) => tool;

        public Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
        {
            lock (asked) asked.Add(invocation);
            return Task.FromResult(answer(invocation.Arguments));
        }
    }
}
