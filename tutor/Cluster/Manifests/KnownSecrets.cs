using System.Security.Cryptography;
using System.Text.Json;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>
/// The secret values that a render may hold, to find them. A key in PEM is looked for by its longest line and by its private number, which is
/// what Tutor writes into settings.
/// </summary>
internal sealed class KnownSecrets
{
    // Anything shorter would be found in text that has nothing to do with it.
    private const int Shortest = 6;
    private readonly HashSet<string> traces = new(StringComparer.Ordinal);

    public KnownSecrets(IEnumerable<Secret> values)
    {
        foreach (var value in values)
        {
            var text = value.Reveal();
            Add(text);
            Add(JsonSerializer.Serialize(text)[1..^1]);
            if (text.Contains('\n', StringComparison.Ordinal))
            {
                Add(text.Split('\n', StringSplitOptions.TrimEntries).MaxBy(line => line.Length)!);
                Add(NumberOf(text));
            }
        }
    }

    public bool AreIn(string text)
    {
        foreach (var trace in traces)
        {
            if (text.Contains(trace, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(string trace)
    {
        if (trace.Length >= Shortest)
        {
            traces.Add(trace);
        }
    }

    private static string NumberOf(string pem)
    {
        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(pem);
            return System.Buffers.Text.Base64Url.EncodeToString(key.ExportParameters(true).D!);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            return string.Empty;
        }
    }
}
