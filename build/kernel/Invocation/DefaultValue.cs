using System.Collections;
using System.Globalization;
using System.Reflection;

namespace TutorPipeline.Kernel.Invocation;

/// <summary>Reads and shows what a parameter is when nothing sets it.</summary>
internal static class DefaultValue
{
    private static readonly (long Ticks, char Letter)[] Units =
    [
        (TimeSpan.TicksPerDay, 'd'), (TimeSpan.TicksPerHour, 'h'), (TimeSpan.TicksPerMinute, 'm'), (TimeSpan.TicksPerSecond, 's'),
    ];

    /// <summary>Reads the default from a build into which no values were put; null when there is none, or its getter throws.</summary>
    public static object? Of(ParameterMember parameter, object build)
    {
        try
        {
            return parameter.IsSecret ? null : parameter.ReadFrom(build);
        }
        catch (TargetInvocationException)
        {
            // A default may depend on a parameter that has no value yet; then there is nothing to show.
            return null;
        }
    }

    /// <summary>The value as one would write it, the items of a list joined; null when there is nothing to show.</summary>
    public static string? Text(object? value, string? root)
    {
        if (value is null or string { Length: 0 })
        {
            return null;
        }

        if (value is string || value is not IEnumerable items)
        {
            return Scalar(value, root);
        }

        var texts = new List<string>();
        foreach (var item in items)
        {
            if (item is not null && Scalar(item, root) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts.Count == 0 ? null : string.Join(", ", texts);
    }

    /// <summary>One value as one would write it; null when it could not be read back or depends on this machine.</summary>
    public static string? Scalar(object value, string? root)
    {
        switch (value)
        {
            case string text:
                return text;
            case bool isTrue:
                return isTrue ? "true" : "false";
            case Enum name:
                return name.ToString();
            case TimeSpan duration:
                return Duration(duration);
            case AbsolutePath path:
                return root is null ? null : Below(path.ToString(), root);
            default:
                var shown = value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString();
                return shown is not null && ParsableConversion.IsParsable(value.GetType())
                    && ParsableConversion.FromText(shown, value.GetType()).Fault is null ? shown : null;
        }
    }

    /// <summary>The root folder of a build; null when it has none.</summary>
    public static string? RootOf(object build) => (build as INukeBuild)?.RootDirectory.ToString();

    // The largest unit that divides it, with at most the six digits that are read back: 26h, 90m, 7d.
    private static string Duration(TimeSpan duration)
    {
        foreach (var (ticks, unit) in Units)
        {
            if (duration >= TimeSpan.Zero && duration.Ticks % ticks == 0 && duration.Ticks / ticks < 1_000_000)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / ticks}{unit}");
            }
        }

        return duration.ToString("c", CultureInfo.InvariantCulture);
    }

    private static string? Below(string path, string root)
    {
        var relative = Path.GetRelativePath(root, path).Replace('\\', '/');
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative;
    }
}
