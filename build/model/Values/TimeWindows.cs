using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TutorPipeline.Model.Values;

/// <summary>A window of every day in UTC, at least 30 minutes long, such as 03:00-06:00; RDS and DocumentDB take their backups in one.</summary>
public sealed record DailyWindow : TextValue, IParsable<DailyWindow>
{
    private DailyWindow(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static DailyWindow Parse(string s, IFormatProvider? provider) => Check(
        s, Minutes(s) >= 30, t => new DailyWindow(t), "give a window of at least 30 minutes in UTC, such as 03:00-06:00");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out DailyWindow result) =>
        Try(s, Parse, out result);

    private static double Minutes(string text)
    {
        var ends = text.Split('-');
        return ends.Length == 2 && WindowTime.TryRead(ends[0], out var from) && WindowTime.TryRead(ends[1], out var to)
            ? ((to - from).TotalMinutes + (24 * 60)) % (24 * 60)
            : 0;
    }
}

/// <summary>A window of every week in UTC, at least 30 minutes long, such as sun:00:00-sun:03:00; AWS maintains databases in one.</summary>
public sealed record WeeklyWindow : TextValue, IParsable<WeeklyWindow>
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private WeeklyWindow(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    /// <remarks>The days may be written in any case; AWS answers in lower case, and so does the value.</remarks>
    public static WeeklyWindow Parse(string s, IFormatProvider? provider) => Check(
        s.ToLowerInvariant(), Minutes(s.ToLowerInvariant()) >= 30, t => new WeeklyWindow(t),
        "give a window of at least 30 minutes in UTC, such as sun:00:00-sun:03:00");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out WeeklyWindow result) =>
        Try(s, Parse, out result);

    private static double Minutes(string text)
    {
        const int Week = 7 * 24 * 60;
        var ends = text.Split('-');
        return ends.Length == 2 && Moment(ends[0]) is { } from && Moment(ends[1]) is { } to ? (to - from + Week) % Week : 0;
    }

    private static double? Moment(string text)
    {
        var day = text.Length > 4 && text[3] == ':' ? Array.IndexOf(Days, text[..3]) : -1;
        return day >= 0 && WindowTime.TryRead(text[4..], out var time) ? (day * 24 * 60) + time.TotalMinutes : null;
    }
}

/// <summary>A time of day as AWS writes it: two digits, colon, two digits.</summary>
internal static class WindowTime
{
    public static bool TryRead(string text, out TimeSpan time) =>
        TimeSpan.TryParseExact(text, @"hh\:mm", CultureInfo.InvariantCulture, out time);
}
