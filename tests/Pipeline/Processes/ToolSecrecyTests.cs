using System.Collections.Concurrent;
using TutorPipeline.Model;

namespace TutorPipeline.Tests.Processes;

/// <summary>What a tool was told in confidence appears nowhere, whatever it prints.</summary>
public static class ToolSecrecyTests
{
    private const string Word = "hush-4711-hush";

    [Fact]
    public static async Task Masks_both_outputs_and_both_callbacks()
    {
        var seen = new ConcurrentQueue<string>();
        var invocation = Telling("echo \"out=$WORD\"; echo \"err=$WORD;$WORD\" >&2", Word) with
        {
            OnOutput = seen.Enqueue,
            OnError = seen.Enqueue,
        };

        var result = await Scripts.RunAsync(invocation);

        Assert.Equal(("out=***\n", "err=***;***\n"), (result.Output, result.Error));
        Assert.Equal(["err=***;***", "out=***"], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public static async Task Gives_the_tool_the_true_value() =>
        Assert.Equal("14\n", (await Scripts.RunAsync(Telling("echo ${#WORD}", Word))).Output);

    [Fact]
    public static async Task Masks_the_longer_of_two_that_begin_alike()
    {
        var invocation = Telling("echo \"$WORD $LONGER\"", Word);
        invocation = invocation with
        {
            SecretEnvironment = new Dictionary<string, Secret>(invocation.SecretEnvironment) { ["LONGER"] = new(Word + "-and-more") },
        };

        Assert.Equal("*** ***\n", (await Scripts.RunAsync(invocation)).Output);
    }

    [Fact]
    public static async Task Masks_every_line_of_a_key()
    {
        const string Key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG\nw0BAQEFAASCBKcwggSj\n-----END KEY-----\n";

        var result = await Scripts.RunAsync(Telling("printf '%s' \"$WORD\"; echo end", Key));

        Assert.Equal("***\n***\n***\n***\nend\n", result.Output);
    }

    [Fact]
    public static async Task Masks_the_text_of_a_timeout()
    {
        var late = await Scripts.StopAtLimitAsync(Telling("echo \"waiting with $WORD\" >&2; exec sleep 600", Word));

        Assert.DoesNotContain(Word, late.ToString(), StringComparison.Ordinal);
        Assert.Contains("waiting with ***", late.Message, StringComparison.Ordinal);
    }

    private static ToolInvocation Telling(string script, string word) =>
        Scripts.Sh(script) with { SecretEnvironment = new Dictionary<string, Secret> { ["WORD"] = new(word) } };
}
