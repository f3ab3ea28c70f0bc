using System.Globalization;
using System.Numerics;

namespace TutorPipeline.Kernel.Invocation;

/// <summary>Makes one value from one text. Culture never matters.</summary>
internal static class ScalarConversion
{
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private static readonly (char Letter, int Seconds)[] DurationUnits = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    /// <summary>Converts a text to any supported type but an array.</summary>
    public static Conversion FromText(string text, Type type, string baseDirectory)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare == typeof(string))
        {
            return new Conversion(text, null);
        }

        if (bare == typeof(bool))
        {
            return text.Equals("true", StringComparison.OrdinalIgnoreCase) ? new Conversion(true, null)
                : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? new Conversion(false, null)
                : Not(text, "true or false");
        }

        return bare.IsEnum ? ToEnum(text, bare)
            : bare == typeof(int) ? ToInt(text)
            : bare == typeof(long) ? ToLong(text)
            : bare == typeof(double) ? ToDouble(text)
            : bare == typeof(decimal) ? ToDecimal(text)
            : bare == typeof(TimeSpan) ? ToDuration(text)
            : bare == typeof(AbsolutePath) ? ToPath(text, baseDirectory)
            : ParsableConversion.IsParsable(bare) ? ParsableConversion.FromText(text, bare)
            : JsonConversion.FromObjectText(text, bare);
    }

    private static Conversion Not(string text, string what) => new(null, $"{Quoted.Value(text)} is not {what}.");

    private static Conversion ToEnum(string text, Type type)
    {
        var wanted = ParameterName.Normalise(text);
        foreach (var name in Enum.GetNames(type))
        {
            if (ParameterName.Normalise(name) == wanted)
            {
                return new Conversion(Enum.Parse(type, name), null);
            }
        }

        return new Conversion(null, $"{Quoted.Value(text)} is not allowed; give {TypeWords.Sentence(type)}.");
    }

    private static Conversion ToInt(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new Conversion(number, null)
            : NotWhole(text, int.MinValue, int.MaxValue);

    private static Conversion ToLong(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new Conversion(number, null)
            : NotWhole(text, long.MinValue, long.MaxValue);

    private static Conversion NotWhole(string text, long least, long greatest) =>
        BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? new Conversion(null, $"{Quoted.Value(text)} is out of range; give a whole number from {least} to {greatest}.")
            : Not(text, "a whole number");

    private static Conversion ToDouble(string text) =>
        double.TryParse(text, Decimal | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? new Conversion(number, null)
            : Not(text, "a number");

    private static Conversion ToDecimal(string text) =>
        decimal.TryParse(text, Decimal, CultureInfo.InvariantCulture, out var number)
            ? new Conversion(number, null)
            : Not(text, "a number");

    // A bare number is refused: .NET would read 5 as five days.
    private static Conversion ToDuration(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var exact))
        {
            return new Conversion(exact, null);
        }

        var total = TimeSpan.Zero;
        var position = 0;
        foreach (var unit in DurationUnits)
        {
            if (TryReadPart(text, unit.Letter, ref position, out var number))
            {
                total += TimeSpan.FromSeconds((long)number * unit.Seconds);
            }
        }

        return position > 0 && position == text.Length
            ? new Conversion(total, null)
            : Not(text, "a duration; give one such as 26h, 30m, 1h30m or 1.12:00:00");
    }

    // At most six digits: so many days are still far from what a TimeSpan holds.
    private static bool TryReadPart(string text, char unit, ref int position, out int number)
    {
        number = 0;
        var end = position;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (end == position || end - position > 6 || end == text.Length || text[end] != unit)
        {
            return false;
        }

        number = int.Parse(text.AsSpan(position, end - position), NumberStyles.None, CultureInfo.InvariantCulture);
        position = end + 1;
        return true;
    }

    private static Conversion ToPath(string text, string baseDirectory) =>
        text.Length == 0 || text.Contains('\0', StringComparison.Ordinal)
            ? Not(text, "a path")
            : new Conversion(AbsolutePath.Create(Path.GetFullPath(text, baseDirectory)), null);
}
