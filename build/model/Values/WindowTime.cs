namespace TutorPipeline.Model.Values;

/// <summary>Times as AWS writes them in windows, in minutes.</summary>
internal static class WindowTime
{
    /// <summary>Minutes in a day.</summary>
    public const int Day = 24 * 60;

    /// <summary>Minutes in a week.</summary>
    public const int Week = 7 * Day;

    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>The minute of the day of <c>hh:mm</c>; null when it is none.</summary>
    public static int? OfDay(ReadOnlySpan<char> text) =>
        text.Length == 5 && text[2] == ':'
        && Characters.WholeNumber(text[..2], 23) is { } hour && Characters.WholeNumber(text[3..], 59) is { } minute
            ? (hour * 60) + minute
            : null;

    /// <summary>The minute of the week of <c>ddd:hh:mm</c>, from Monday on; null when it is none.</summary>
    public static int? OfWeek(ReadOnlySpan<char> text)
    {
        if (text.Length != 9 || text[3] != ':' || OfDay(text[4..]) is not { } minute)
        {
            return null;
        }

        for (var day = 0; day < Days.Length; day++)
        {
            if (text[..3].SequenceEqual(Days[day]))
            {
                return (day * Day) + minute;
            }
        }

        return null;
    }
}
