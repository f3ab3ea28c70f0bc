using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Environment;

/// <summary>How one workload is scaled by its use of CPU: <c>lms=2-10@30</c>.</summary>
[TypeConverter(typeof(ParsableConverter<AutoscalingChoice>))]
public sealed record AutoscalingChoice : IParsable<AutoscalingChoice>
{
    private const int MostReplicas = 1000;

    /// <summary>Makes a choice.</summary>
    /// <param name="workload">The Deployment.</param>
    /// <param name="minimum">The fewest pods, at least 1.</param>
    /// <param name="maximum">The most pods, at least the minimum and at most 1000.</param>
    /// <param name="cpuPercent">How much of the requested CPU the pods use on average; 1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public AutoscalingChoice(string workload, int minimum, int maximum, int cpuPercent)
    {
        ArgumentException.ThrowIfNullOrEmpty(workload);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, minimum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximum, MostReplicas);
        ArgumentOutOfRangeException.ThrowIfLessThan(cpuPercent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cpuPercent, 100);
        (Workload, Minimum, Maximum, CpuPercent) = (workload, minimum, maximum, cpuPercent);
    }

    /// <summary>The Deployment.</summary>
    public string Workload { get; }

    /// <summary>The fewest pods.</summary>
    public int Minimum { get; }

    /// <summary>The most pods.</summary>
    public int Maximum { get; }

    /// <summary>How much of the requested CPU the pods use on average, in percent.</summary>
    public int CpuPercent { get; }

    /// <inheritdoc/>
    public static AutoscalingChoice Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var choice) ? choice
        : throw new FormatException($"'{s}' does not say how to scale; use WORKLOAD=MIN-MAX@PERCENT, such as lms=2-10@30");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out AutoscalingChoice result)
    {
        result = null;
        if (s?.Split('=') is [{ Length: > 0 } workload, var amounts] && amounts.Split('-', '@') is [var from, var to, var use]
            && amounts == $"{from}-{to}@{use}" && Number(from) is >= 1 and var least && Number(to) is <= MostReplicas and var most && least <= most
            && Number(use) is >= 1 and <= 100 and var percent)
        {
            result = new AutoscalingChoice(workload, least, most, percent);
        }

        return result is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Workload}={Minimum}-{Maximum}@{CpuPercent}";

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
