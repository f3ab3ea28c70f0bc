using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Environment;

/// <summary>
/// What each pod of one workload asks for: <c>lms=500m,2Gi,4Gi</c> is half a CPU, 2 GiB of memory, and at most 4 GiB. CPU has no limit,
/// because a limit only makes a pod slower while the node idles.
/// </summary>
[TypeConverter(typeof(ParsableConverter<ResourceChoice>))]
public sealed record ResourceChoice : IParsable<ResourceChoice>
{
    private ResourceChoice(string workload, string cpu, string memory, string memoryLimit) =>
        (Workload, Cpu, Memory, MemoryLimit) = (workload, cpu, memory, memoryLimit);

    /// <summary>The Deployment.</summary>
    public string Workload { get; }

    /// <summary>The CPU that is reserved, such as <c>500m</c>.</summary>
    public string Cpu { get; }

    /// <summary>The memory that is reserved, such as <c>2Gi</c>.</summary>
    public string Memory { get; }

    /// <summary>The memory at which a container is killed.</summary>
    public string MemoryLimit { get; }

    /// <inheritdoc/>
    public static ResourceChoice Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var choice) ? choice
        : throw new FormatException(
            $"'{s}' does not say what a pod asks for; use WORKLOAD=CPU,MEMORY,LIMIT, such as lms=500m,2Gi,4Gi, with a limit that is no less than the memory");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ResourceChoice result)
    {
        result = s?.Split('=') is [{ Length: > 0 } workload, var amounts] && amounts.Split(',') is [var cpu, var memory, var limit]
            && IsCpu(cpu) && Mebibytes(memory) is > 0 and var reserved && Mebibytes(limit) >= reserved
            ? new ResourceChoice(workload, cpu, memory, limit)
            : null;
        return result is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Workload}={Cpu},{Memory},{MemoryLimit}";

    private static bool IsCpu(string text) => Number(text.EndsWith('m') ? text[..^1] : text) > 0;

    private static int Mebibytes(string text) => text switch
    {
        _ when text.EndsWith("Gi", StringComparison.Ordinal) && Number(text[..^2]) is > 0 and <= 1024 and var whole => whole * 1024,
        _ when text.EndsWith("Mi", StringComparison.Ordinal) => Number(text[..^2]),
        _ => -1,
    };

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
