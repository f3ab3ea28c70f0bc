using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>
/// A window of every week in UTC, 30 minutes to 24 hours long, such as sun:00:00-sun:03:00; AWS maintains databases in one.
/// </summary>
[TypeConverter(typeof(ParsableConverter<WeeklyWindow>))]
public sealed record WeeklyWindow : TextValue, IParsable<WeeklyWindow>
{
    private const string Allowed = "give a window of 30 minutes to 24 hours in UTC, such as sun:00:00-sun:03:00";

    private WeeklyWindow(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    /// <remarks>The days may be written in any case; AWS answers in lower case, and so does the value.</remarks>
    public static WeeklyWindow Parse(string s, IFormatProvider? provider)
    {
        var lower = s.ToLowerInvariant();
        return Check(lower, Minutes(lower) is >= 30 and <= WindowTime.Day, t => new WeeklyWindow(t), Allowed);
    }

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out WeeklyWindow result) =>
        Try(s, Parse, out result);

    /// <summary>Whether a daily window falls into it on any day, which AWS refuses.</summary>
    /// <param name="daily">The daily window.</param>
    /// <returns>Whether it does.</returns>
    public bool Overlaps(DailyWindow daily)
    {
        var start = WindowTime.OfWeek(Text.AsSpan(0, 9)) ?? 0;
        var end = start + Minutes(Text);

        // From the day before the week, whose window may end after midnight, to the day after it, into which this one may reach.
        for (var day = -1; day <= 8; day++)
        {
            var from = (day * WindowTime.Day) + daily.Start;
            if (from < end && start < from + daily.Length)
            {
                return true;
            }
        }

        return false;
    }

    private static int Minutes(string text) =>
        text.Length == 19 && text[9] == '-'
        && WindowTime.OfWeek(text.AsSpan(0, 9)) is { } from && WindowTime.OfWeek(text.AsSpan(10)) is { } to
            ? (to - from + WindowTime.Week) % WindowTime.Week
            : 0;
}
