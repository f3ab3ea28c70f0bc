using System.Text;

namespace TutorPipeline.Kernel.Output;

/// <summary>Where in an interleaved log each writer's lines lie. Segments hold whole lines and are small unless one line is long.</summary>
internal sealed class LogSegments
{
    private const int Largest = 64 * 1024;
    private readonly OrderedDictionary<string, List<(long Start, int Length)>> segments = new(StringComparer.Ordinal);

    /// <summary>The writers in the order of their first lines.</summary>
    public IEnumerable<string> Names => segments.Keys;

    /// <summary>Whether the writer wrote anything.</summary>
    public bool Has(string name) => segments.ContainsKey(name);

    /// <summary>Takes note of lines that were appended.</summary>
    public void Add(string name, long start, int length)
    {
        if (!segments.TryGetValue(name, out var own))
            segments[name] = own = [];
        if (own.Count > 0 && own[^1] is var last && last.Start + last.Length == start && last.Length + length <= Largest)
            own[^1] = (last.Start, last.Length + length);
        else
            own.Add((start, length));
    }

    /// <summary>Copies a writer's lines, masked.</summary>
    public void Copy(string name, FileStream source, Stream destination, SecretMasker masker)
    {
        if (!segments.TryGetValue(name, out var own))
            return;
        foreach (var (start, length) in own)
        {
            var bytes = new byte[length];
            source.Position = start;
            source.ReadExactly(bytes);
            destination.Write(Encoding.UTF8.GetBytes(masker.Mask(Encoding.UTF8.GetString(bytes))));
        }
    }
}
