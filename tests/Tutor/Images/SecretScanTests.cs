using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Images.Checks;

namespace TutorPipeline.Tutor.Tests.Images;

public sealed class SecretScanTests
{
    private const string Token = "t0ken+with/what URLs escape";
    private const int Chunk = 256 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clean_image_has_none() =>
        Assert.Empty(await FindAsync(Image(("etc/hosts", "127.0.0.1 localhost"u8.ToArray()))));

    [Theory]
    [InlineData(Token)]
    [InlineData("https://x:t0ken%2Bwith%2Fwhat%20URLs%20escape@github.com/a/b")]
    [InlineData("auth: dDBrZW4rd2l0aC93aGF0IFVSTHMgZXNjYXBl")]
    public async Task Finds_a_secret_in_a_file_of_a_layer_as_it_is_escaped_and_encoded(string text) =>
        Assert.Equal(
            ["SourceToken in app/settings.py of the layer 0123456789ab"],
            await FindAsync(Image(("app/settings.py", Encoding.UTF8.GetBytes($"x = '{text}'")))));

    [Fact]
    public async Task Finds_a_secret_that_lies_across_two_chunks()
    {
        var content = new byte[Chunk + 100];
        Encoding.UTF8.GetBytes(Token).CopyTo(content, Chunk - 5);

        Assert.Single(await FindAsync(Image(("large", content))));
    }

    [Fact]
    public async Task Finds_a_secret_in_the_history() =>
        Assert.Equal(
            ["SourceToken in blobs/sha256/config"],
            await FindAsync(Tar(("blobs/sha256/config", Encoding.UTF8.GetBytes($$"""{"history":[{"created_by":"RUN pip install {{Token}}"}]}""")))));

    [Fact]
    public async Task Finds_a_secret_in_a_compressed_layer_and_in_the_name_of_a_file()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Tar(($"tmp/Secret-Value-1", [])));
        }

        var scan = new SecretScan(new Dictionary<string, Secret> { ["SmtpPassword"] = new("Secret-Value-1") });
        using var image = new MemoryStream(Tar(("blobs/sha256/0123456789abcdef", packed.ToArray())));

        Assert.Equal(["SmtpPassword in tmp/Secret-Value-1 of the layer 0123456789ab"], await scan.FindAsync(image, Cancellation));
    }

    private static async Task<IReadOnlyList<string>> FindAsync(byte[] image)
    {
        using var stream = new MemoryStream(image);
        return await new SecretScan(new Dictionary<string, Secret> { ["SourceToken"] = new(Token) }).FindAsync(stream, Cancellation);
    }

    private static byte[] Image(params (string Name, byte[] Content)[] files) => Tar(("blobs/sha256/0123456789abcdef", Tar(files)));

    private static byte[] Tar(params (string Name, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return stream.ToArray();
    }
}
