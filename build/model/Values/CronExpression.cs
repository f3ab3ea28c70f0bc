using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>
/// A schedule of five fields, as Kubernetes' CronJobs and GitHub's workflows take it: minute, hour, day of month, month, day of week.
/// </summary>
[TypeConverter(typeof(ParsableConverter<CronExpression>))]
public sealed record CronExpression : TextValue, IParsable<CronExpression>
{
    private static readonly CronField[] Fields =
    [
        new("minute", 0, 59, []),
        new("hour", 0, 23, []),
        new("day", 1, 31, []),
        new("month", 1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        new("weekday", 0, 7, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    private CronExpression(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static CronExpression Parse(string s, IFormatProvider? provider) =>
        Fault(s) is { } fault ? throw new FormatException(fault) : new CronExpression(s);

    /// <inheritdoc/>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out CronExpression result) =>
        Try(s, Parse, out result);

    private static string? Fault(string text)
    {
        var parts = text.Split(' ');
        if (parts.Length != Fields.Length)
        {
            return "give five fields (minute hour day month weekday) with one blank between them, such as 0 8 * * *";
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (!Fields[i].Accepts(parts[i]))
            {
                return $"its {Fields[i].Name} is '{parts[i]}'; {Fields[i].Allowed}";
            }
        }

        return null;
    }
}
