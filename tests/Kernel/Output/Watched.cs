using System.Text;
using TutorPipeline.Kernel.Invocation;
using TutorPipeline.Kernel.Output;

namespace TutorPipeline.Kernel.Tests.Output;

/// <summary>An output whose every sink can be read: two streams and a folder of its own.</summary>
internal sealed class Watched : IDisposable
{
    public static readonly DateTimeOffset Beginning = new(2026, 11, 23, 4, 25, 0, TimeSpan.Zero);

    private readonly string root = Directory.CreateTempSubdirectory("output-").FullName;

    public Watched(
        HostKind host = HostKind.Terminal, InvocationRequest? request = null, bool isTerminal = false, int width = 0,
        params (string Name, string Value)[] environment)
    {
        Clock = new FakeClock(Beginning);
        Masker = new SecretMasker();
        var variables = environment.ToDictionary(e => e.Name, e => e.Value.Replace("{root}", root, StringComparison.Ordinal));
        Options = new OutputOptions(
            Out, Error, isTerminal, width, host, request ?? new InvocationRequest(), root, Path.Combine(root, "artifacts"), variables,
            Masker)
        {
            Clock = Clock, ResumeToken = "resume-token",
        };
    }

    public RecordingWriter Out { get; } = new();

    public RecordingWriter Error { get; } = new();

    public FakeClock Clock { get; }

    public SecretMasker Masker { get; }

    public OutputOptions Options { get; set; }

    public string Root => root;

    public RunOutput Open() => RunOutput.Create(Options);

    public string Artifact(string name) => File.ReadAllText(Path.Combine(Options.ArtifactsDirectory, name));

    /// <summary>Everything that was written anywhere, by sink.</summary>
    public Dictionary<string, string> Everything()
    {
        var everything = new Dictionary<string, string> { ["standard output"] = Out.Text, ["standard error"] = Error.Text };
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
            everything[Path.GetRelativePath(root, file)] = File.ReadAllText(file);
        return everything;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}

/// <summary>Keeps every single write.</summary>
internal sealed class RecordingWriter : TextWriter
{
    private readonly Lock gate = new();
    private readonly List<string> writes = [];

    public override Encoding Encoding => Encoding.UTF8;

    public IReadOnlyList<string> Writes
    {
        get
        {
            lock (gate)
                return [.. writes];
        }
    }

    public string Text => string.Concat(Writes);

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        lock (gate)
            writes.Add(value ?? string.Empty);
    }
}
