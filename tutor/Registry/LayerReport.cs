using TutorPipeline.Model;
using TutorPipeline.Tutor.Engine;

namespace TutorPipeline.Tutor.Registry;

/// <summary>Tells of a push: each layer's steps at verbose level, and every ten seconds how far all of them are.</summary>
internal sealed class LayerReport(string image, IStageReport report, TimeProvider time) : IProgress<LayerProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, LayerProgress> layers = new(StringComparer.Ordinal);
    private DateTimeOffset last = time.GetUtcNow();

    /// <summary>What was sent, in bytes; layers that the registry had do not count.</summary>
    public long Sent { get; private set; }

    /// <inheritdoc/>
    public void Report(LayerProgress value)
    {
        var before = layers.GetValueOrDefault(value.Layer);
        layers[value.Layer] = value = value with
        {
            Done = Math.Max(value.Done, before?.Done ?? 0),
            Total = value.Total ?? before?.Total,
        };
        Sent += value.Done - (before?.Done ?? 0);
        if (before?.Status != value.Status)
        {
            report.Verbose($"{image}: layer {value.Layer}: {value.Status}");
        }

        if (time.GetUtcNow() - last >= Interval)
        {
            last = time.GetUtcNow();
            report.Information($"{image}: {Progress()}");
        }
    }

    /// <summary>A number of bytes as people read it.</summary>
    public static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:0.0} MB");

    // The engine counts what it sends, headers included, and so may end a little above the total.
    private string Progress()
    {
        var (total, open) = (0L, 0);
        foreach (var layer in layers.Values)
        {
            total += Math.Max(layer.Done, layer.Total ?? 0);
            open += IsThere(layer.Status) ? 0 : 1;
        }

        return $"{Megabytes(Sent)} of {Megabytes(total)} sent, {open} of {layers.Count} layers to go";
    }

    private static bool IsThere(string status) =>
        status is "Pushed" or "Layer already exists" || status.StartsWith("Mounted", StringComparison.Ordinal);
}
