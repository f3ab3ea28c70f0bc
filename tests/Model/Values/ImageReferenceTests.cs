using CsCheck;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Tests.Values;

public static class ImageReferenceTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly string[] Separators = ["", ".", "_", "__", "-", "---"];

    private static readonly Gen<string> Word = Gen.String[Gen.Char["abcxyz019"], 1, 8];

    private static readonly Gen<string> Component =
        Gen.Select(Word, Gen.Int[0, 5].Select(i => Separators[i]), Word, (a, separator, b) => a + separator + b);

    private static readonly Gen<string?> Registry = Gen.OneOf(
        Gen.Const((string?)null),
        Gen.Const((string?)"localhost"),
        Gen.Select(Word, Gen.Int[1, 65535], (host, port) => (string?)$"{host}:{port}"),
        Gen.Select(Word, Gen.Int[1, 65535], (host, port) => (string?)$"{host}.example.edu:{port}"),
        Gen.Select(Gen.Int[1, 65535], port => (string?)$"[::1]:{port}"));

    [Fact]
    public static void Is_taken_apart_as_it_was_put_together()
    {
        var tags = Gen.OneOf(Gen.Const((string?)null), Gen.Select(Word, Word, (a, b) => (string?)$"{a}_{b}.9-X"));
        Gen.Select(Registry, Component.Array[1, 4], tags, Gen.Bool).Sample((registry, path, tag, isPinned) =>
        {
            // Without a registry, a dot in the first part would make that part one.
            path[0] = registry is null ? path[0].Replace('.', '-') : path[0];
            var repository = string.Join('/', path);
            var digest = isPinned ? Digest : null;
            var text = string.Concat(
                registry is null ? null : registry + "/", repository, tag is null ? null : ":" + tag, digest is null ? null : "@" + digest);

            var reference = ImageReference.Parse(text, null);

            Assert.Equal((text, registry), (reference.Text, reference.Registry?.Text));
            Assert.Equal((tag, digest), (reference.Tag, reference.Digest));
            Assert.Equal(repository, reference.Repository);
            Assert.Equal(reference, ImageReference.Parse(reference.ToString(), null));
        });
    }

    [Theory]
    [InlineData("localhost:5000/openedx", "localhost:5000", "openedx", null)]
    [InlineData("localhost/openedx:5000", "localhost", "openedx", "5000")]
    [InlineData("openedx:5000", null, "openedx", "5000")]
    [InlineData("team/openedx", null, "team/openedx", null)]
    [InlineData("1.dkr.ecr.us-east-1.amazonaws.com/a/b/openedx:x", "1.dkr.ecr.us-east-1.amazonaws.com", "a/b/openedx", "x")]
    public static void Knows_a_port_from_a_tag(string text, string? registry, string repository, string? tag)
    {
        var reference = ImageReference.Parse(text, null);

        Assert.Equal((registry, repository, tag), (reference.Registry?.Text, reference.Repository, reference.Tag));
    }

    [Fact]
    public static void Takes_another_tag_or_digest()
    {
        var image = ImageReference.Parse($"localhost:5000/openedx:1@{Digest}", null);

        Assert.Equal("localhost:5000/openedx", image.Name.Text);
        Assert.Equal("localhost:5000/openedx:2", image.WithTag("2").Text);
        Assert.Equal($"localhost:5000/openedx:2@{Digest}", image.WithTag("2").WithDigest(Digest).Text);
        Assert.Throws<FormatException>(() => image.WithTag("a:b"));
        Assert.Throws<FormatException>(() => image.WithDigest("2"));
    }

    [Fact]
    public static void Never_fails_in_another_way_than_with_a_format_exception() =>
        Gen.String[Gen.Char["aA0.:/@_-[]%"], 0, 30].Sample(text =>
        {
            if (ImageReference.TryParse(text, null, out var reference))
            {
                Assert.Equal(text, reference.Text);
            }
            else
            {
                Assert.Throws<FormatException>(() => ImageReference.Parse(text, null));
            }
        });
}
