using System.Globalization;

namespace TutorPipeline.Kernel.Output;

/// <summary>Durations as people and as programs read them.</summary>
internal static class Durations
{
    /// <summary><c>&lt; 1sec</c>, <c>0:06</c>, <c>12:34</c> or <c>1:02:03</c>.</summary>
    public static string Text(TimeSpan duration)
    {
        if (duration < TimeSpan.FromSeconds(1))
            return "< 1sec";
        return duration < TimeSpan.FromHours(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}:{duration.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours}:{duration.Minutes:00}:{duration.Seconds:00}");
    }

    /// <summary>Seconds to the millisecond.</summary>
    public static double Seconds(TimeSpan duration) => Math.Round(duration.TotalSeconds, 3);

    /// <summary>A moment in UTC, to the millisecond.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
