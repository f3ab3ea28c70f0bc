using TutorPipeline.Model.Backups;

namespace TutorPipeline.Backups.Tests;

public static class BackupIds
{
    [Fact]
    public static void Name_the_minute_and_the_folder()
    {
        var id = BackupId.At(new DateTimeOffset(2026, 11, 23, 9, 5, 59, TimeSpan.FromHours(1)));
        Assert.Equal("20261123-0805", id.Text);
        Assert.Equal("prod/2026/11/20261123-0805/", id.Folder("prod"));
        Assert.True(id < BackupId.Parse("20261123-0806"));
    }

    [Fact]
    public static void Refuse_what_is_no_time() => Assert.Equal(
        "'yesterday' is no id of a backup: expected the time in UTC as yyyyMMdd-HHmm, such as 20261123-0800.",
        Assert.Throws<FormatException>(() => BackupId.Parse("yesterday")).Message);
}
