using System.Text;
using TutorPipeline.Kernel.Output;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Output;

/// <summary>Columns line up, whatever stands in them.</summary>
public static class TextTableTests
{
    [Theory]
    [InlineData("abc", 3)]
    [InlineData("für", 3)]
    [InlineData("e\u0301", 1)]
    [InlineData("日本", 4)]
    [InlineData("🚀", 2)]
    public static void Knows_how_wide_a_text_is(string text, int expected) => Assert.Equal(expected, DisplayWidth.Of(text));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 4, "abc…")]
    [InlineData("日本語", 4, "日…")]
    [InlineData("🚀🚀", 3, "🚀…")]
    public static void Cuts_between_characters(string text, int columns, string expected) =>
        Assert.Equal(expected, DisplayWidth.Cut(text, columns));

    [Fact]
    public static void Lines_up_wide_characters()
    {
        var table = new TextTable(null);
        table.Row(new Cell("日本"), new Cell("a"));
        table.Row(new Cell("abcde"), new Cell("12", IsRight: true), new Cell("x"));
        table.Rule();
        Assert.Equal("日本   a\nabcde  12  x\n────────────\n", Text(table));
    }

    [Fact]
    public static void Takes_from_the_widest_column_first()
    {
        var table = new TextTable(30);
        table.Row(new Cell("short"), new Cell(new string('m', 20)), new Cell(new string('w', 40)));
        Assert.Equal($"short  {new string('m', 10)}…  {new string('w', 9)}…\n", Text(table));
    }

    private static string Text(TextTable table)
    {
        var text = new StringBuilder();
        table.AppendTo(text);
        return text.ToString();
    }
}
