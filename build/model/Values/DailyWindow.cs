using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>
/// A window of every day in UTC, at least 30 minutes long, such as 03:00-06:00; RDS and DocumentDB take their backups in one.
/// </summary>
[TypeConverter(typeof(ParsableConverter<DailyWindow>))]
public sealed record DailyWindow : TextValue, IParsable<DailyWindow>
{
    private const string Allowed = "give a window of at least 30 minutes in UTC, such as 03:00-06:00";

    private DailyWindow(string text)
        : base(text)
    {
    }

    /// <summary>The minute of the day at which it starts.</summary>
    internal int Start => WindowTime.OfDay(Text.AsSpan(0, 5)) ?? 0;

    /// <summary>How many minutes it lasts; it may end on the next day.</summary>
    internal int Length => Minutes(Text);

    /// <inheritdoc/>
    public static DailyWindow Parse(string s, IFormatProvider? provider) => Check(s, Minutes(s) >= 30, t => new DailyWindow(t), Allowed);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out DailyWindow result) =>
        Try(s, Parse, out result);

    private static int Minutes(string text) =>
        text.Length == 11 && text[5] == '-' && WindowTime.OfDay(text.AsSpan(0, 5)) is { } from && WindowTime.OfDay(text.AsSpan(6)) is { } to
            ? (to - from + WindowTime.Day) % WindowTime.Day
            : 0;
}
