using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TutorPipeline.Model.Backups;

/// <summary>What a backup is called: the minute in which it was begun, in UTC, as <c>yyyyMMdd-HHmm</c>. Later ones sort after earlier ones.</summary>
public sealed record BackupId : IComparable<BackupId>
{
    private const string Format = "yyyyMMdd-HHmm";

    private BackupId(string text, DateTimeOffset begun) => (Text, Begun) = (text, begun);

    /// <summary>The id, such as <c>20261123-0800</c>.</summary>
    public string Text { get; }

    /// <summary>The minute, in UTC.</summary>
    public DateTimeOffset Begun { get; }

    /// <summary>The id of a backup that is begun at a time.</summary>
    /// <param name="time">The time; its seconds do not count.</param>
    /// <returns>The id.</returns>
    public static BackupId At(DateTimeOffset time) => Parse(time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));

    /// <summary>Reads an id.</summary>
    /// <param name="text">Such as <c>20261123-0800</c>.</param>
    /// <returns>The id.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public static BackupId Parse(string text) => TryParse(text, out var id) ? id
        : throw new FormatException($"'{text}' is no id of a backup: expected the time in UTC as yyyyMMdd-HHmm, such as 20261123-0800.");

    /// <summary>Reads an id.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="id">The id, if it is one.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out BackupId? id)
    {
        id = DateTimeOffset.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var begun)
            ? new BackupId(text!, begun) : null;
        return id is not null;
    }

    /// <summary>The folder in the backup bucket, such as <c>prod/2026/11/20261123-0800/</c>.</summary>
    /// <param name="environment">The environment's name.</param>
    /// <returns>The folder, with a slash at its end.</returns>
    public string Folder(string environment) =>
        string.Create(CultureInfo.InvariantCulture, $"{environment}/{Begun:yyyy}/{Begun:MM}/{Text}/");

    /// <inheritdoc/>
    public int CompareTo(BackupId? other) => string.CompareOrdinal(Text, other?.Text);

    /// <summary>The id's text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;

    /// <summary>Whether a backup is older.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(BackupId left, BackupId right) => left is null ? right is not null : left.CompareTo(right) < 0;

    /// <summary>Whether a backup is younger.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(BackupId left, BackupId right) => right < left;

    /// <summary>Whether a backup is older, or the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(BackupId left, BackupId right) => !(right < left);

    /// <summary>Whether a backup is younger, or the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(BackupId left, BackupId right) => !(left < right);
}
