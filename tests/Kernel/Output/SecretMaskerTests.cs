using System.Net;
using System.Text;
using System.Text.Json;
using TutorPipeline.Kernel.Output;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Output;

/// <summary>No form of a secret passes.</summary>
public static class SecretMaskerTests
{
    private const string Password = "p4ss/w+rd <ü&\"\\";

    [Fact]
    public static void Passes_the_same_text_while_no_secret_is_known()
    {
        var text = "nothing to hide";
        Assert.Same(text, new SecretMasker().Mask(text));
    }

    [Fact]
    public static void Replaces_every_occurrence() =>
        Assert.Equal("a *** b *** c***", Masker("hunter2").Mask("a hunter2 b hunter2 chunter2"));

    [Fact]
    public static void Leaves_no_tail_where_secrets_overlap()
    {
        var masker = Masker("abcdef", "defghi");
        Assert.Equal("<***>", masker.Mask("<abcdefghi>"));
        Assert.Equal("******", masker.Mask("abcdefabcdef"));
    }

    [Fact]
    public static void Leaves_no_tail_of_a_longer_secret_that_contains_a_shorter_one() =>
        Assert.Equal("*** and ***", Masker("token", "token-of-prod").Mask("token-of-prod and token"));

    [Fact]
    public static void Leaves_no_tail_of_a_secret_that_repeats_itself() =>
        Assert.Equal("b***b", Masker("aaaa").Mask("baaaaaaab"));

    public static TheoryData<string> Encodings => new()
    {
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)).Replace('+', '-').Replace('/', '_').TrimEnd('='),
        Uri.EscapeDataString(Password),
        WebUtility.UrlEncode(Password),
        JsonEncodedText.Encode(Password).ToString(),
        "p4ss/w+rd \\u003cü\\u0026\\\"\\\\",
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public static void Replaces_what_encodings_make_of_it(string encoded) =>
        Assert.Equal("x=***;", Masker(Password).Mask($"x={encoded};"));

    [Theory]
    [InlineData("")]
    [InlineData("u")]
    [InlineData("us")]
    [InlineData("user:")]
    public static void Replaces_base64_of_a_longer_text_that_holds_it(string before)
    {
        var header = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + "correct-horse-battery" + ":and more"));
        var masked = Masker("correct-horse-battery").Mask("Authorization: Basic " + header);

        var shown = masked.Replace(SecretMasker.Replacement, string.Empty, StringComparison.Ordinal);
        Assert.Contains(SecretMasker.Replacement, masked, StringComparison.Ordinal);
        Assert.True(shown.Length <= "Authorization: Basic ".Length + header.Length - 26, masked);
    }

    [Fact]
    public static void Replaces_each_line_of_a_secret_of_several_lines()
    {
        var masker = Masker("-----BEGIN KEY-----\nMIIEvQIBADAN\r\nBgkqhkiG9w0B\n}\n-----END KEY-----\n");
        Assert.Equal("key: ***", masker.Mask("key: MIIEvQIBADAN"));
        Assert.Equal("key: ***", masker.Mask("key: BgkqhkiG9w0B"));
        Assert.Equal("{ a }", masker.Mask("{ a }"));
    }

    [Fact]
    public static void Replaces_a_secret_of_several_lines_inside_of_json()
    {
        const string secret = "first line\nsecond line";
        Assert.Equal("{\"key\":\"***\"}", Masker(secret).Mask($"{{\"key\":\"{JsonEncodedText.Encode(secret)}\"}}"));
    }

    [Fact]
    public static void Replaces_a_very_short_secret_only_where_it_stands_alone()
    {
        var masker = Masker("abc");
        Assert.Equal("password=*** in abcdef", masker.Mask("password=abc in abcdef"));
        Assert.Equal("***", masker.Mask("abc"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public static void Takes_a_blank_text_for_no_secret(string blank) =>
        Assert.Equal("a  b", Masker(blank).Mask("a  b"));

    [Fact]
    public static void Hands_over_secrets_that_are_known_and_those_to_come()
    {
        var heard = new List<string>();
        var masker = Masker("before");
        masker.Subscribe(heard.Add);
        masker.Add("after");
        masker.Add("after");
        masker.Unsubscribe(heard.Add);
        masker.Add("later");
        Assert.Equal(["before", "after"], heard);
    }

    [Fact]
    public static void Masks_a_secret_that_comes_in_pieces_of_one_line()
    {
        var inner = new RecordingWriter();
        using (var writer = new LineMaskingWriter(inner, Masker("hunter2")))
        {
            writer.Write("password is hun");
            writer.Flush();
            writer.Write('t');
            writer.Write("er2, as I said\nand then");
            Assert.Equal(["password is ***, as I said\n"], inner.Writes);
        }

        Assert.Equal("password is ***, as I said\nand then", inner.Text);
    }

    [Fact]
    public static void Masks_while_others_add()
    {
        var masker = new SecretMasker();
        Parallel.For(0, 200, i =>
        {
            var secret = $"secret-{i:000}-value";
            masker.Add(secret);
            Assert.Equal("<***>", masker.Mask($"<{secret}>"));
        });
    }

    private static SecretMasker Masker(params string[] secrets)
    {
        var masker = new SecretMasker();
        Array.ForEach(secrets, masker.Add);
        return masker;
    }
}
