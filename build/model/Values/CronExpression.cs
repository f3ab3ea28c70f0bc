using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TutorPipeline.Model.Values;

/// <summary>A schedule of five fields, as Kubernetes' CronJobs and GitHub's workflows take it: minute, hour, day of month, month, day of week.</summary>
public sealed record CronExpression : TextValue, IParsable<CronExpression>
{
    private static readonly (int Least, int Most, string[] Names)[] Fields =
    [
        (0, 59, []), (0, 23, []), (1, 31, []),
        (1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        (0, 7, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    private CronExpression(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static CronExpression Parse(string s, IFormatProvider? provider) => Check(
        s, IsSchedule(s), t => new CronExpression(t), "give five fields (minute hour day month weekday), such as 0 8 * * *");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out CronExpression result) =>
        Try(s, Parse, out result);

    private static bool IsSchedule(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == Fields.Length && fields.Zip(Fields).All(p => p.First.Split(',').All(item => IsItem(item, p.Second)));
    }

    private static bool IsItem(string item, (int Least, int Most, string[] Names) field)
    {
        var step = item.Split('/');
        if (step.Length > 2 || (step.Length == 2 && !(int.TryParse(step[1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0)))
        {
            return false;
        }

        var range = step[0].Split('-');
        return step[0] == "*"
            || (range.Length == 1 && step.Length == 1 && Number(range[0], field) is not null)
            || (range.Length == 2 && Number(range[0], field) is { } from && Number(range[1], field) is { } to && from <= to);
    }

    private static int? Number(string text, (int Least, int Most, string[] Names) field)
    {
        var name = Array.IndexOf(field.Names, text.ToLowerInvariant());
        return name >= 0 ? name + field.Least
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= field.Least && n <= field.Most ? n
            : null;
    }
}
