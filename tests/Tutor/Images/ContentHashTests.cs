using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Tutor.Tests.Images;

public sealed class ContentHashTests
{
    private static readonly ContentHash Before = new(
        [new("tutor", "21.0.8"), new("source plugin/feedback", "aaa"), new("file Dockerfile", "111"), new("file bin/run", "222")]);

    [Fact]
    public void The_same_inputs_make_the_same_tag() => Assert.Equal(Before.Tag, new ContentHash([.. Before.Inputs]).Tag);

    [Fact]
    public void A_tag_is_src_and_forty_digits() => Assert.Matches("^src-[0-9a-f]{40}$", Before.Tag);

    [Fact]
    public void What_moves_from_a_name_to_its_value_makes_another_tag() =>
        Assert.NotEqual(new ContentHash([new("ab", "c")]).Tag, new ContentHash([new("a", "bc")]).Tag);

    [Fact]
    public void Says_what_has_changed_since_an_earlier_image()
    {
        var now = new ContentHash(
            [new("tutor", "21.0.8"), new("source plugin/feedback", "bbb"), new("file Dockerfile", "333"), new("requirement", "ora2==6.0.20")]);

        Assert.Equal(
            ["requirement is new", "source plugin/feedback: aaa -> bbb", "file Dockerfile has changed", "file bin/run is gone"],
            now.DifferencesFrom(Before));
        Assert.Empty(Before.DifferencesFrom(Before));
    }

    [Fact]
    public void Shows_rendered_files_as_one_line()
    {
        var lines = Before.Summary();

        Assert.Equal(["tutor: 21.0.8", "source plugin/feedback: aaa"], lines.Take(2));
        Assert.StartsWith("rendered build folder: 2 files, ", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_built_again_gets_the_next_number()
    {
        Assert.Equal("src-1.1", new FoundImage("src-1", "sha256:0", 0).NextTag);
        Assert.Equal("src-1.3", new FoundImage("src-1.2", "sha256:0", 2).NextTag);
    }
}
