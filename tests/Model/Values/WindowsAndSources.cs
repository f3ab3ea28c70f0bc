using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Tests.Values;

public static class WindowsAndSources
{
    [Theory]
    [InlineData("sun:00:00-sun:03:00", "03:00-06:00", false)]
    [InlineData("sun:00:00-sun:03:01", "03:00-06:00", true)]
    [InlineData("sun:23:00-mon:01:00", "00:30-01:00", true)]
    [InlineData("mon:00:00-mon:01:00", "23:30-00:30", true)]
    [InlineData("wed:12:00-wed:13:00", "23:30-00:30", false)]
    public static void A_weekly_window_knows_whether_a_daily_one_falls_into_it(string weekly, string daily, bool expected) =>
        Assert.Equal(expected, WeeklyWindow.Parse(weekly, null).Overlaps(DailyWindow.Parse(daily, null)));

    [Theory]
    [InlineData("owner/repo@main", "https://github.com/owner/repo", "main", "repo")]
    [InlineData("owner/repo.git@release/ulmo.3", "https://github.com/owner/repo", "release/ulmo.3", "repo")]
    [InlineData("owner/repo@feature@2", "https://github.com/owner/repo", "feature@2", "repo")]
    [InlineData("https://gitlab.example:8443/a/b/c.git@v1", "https://gitlab.example:8443/a/b/c", "v1", "c")]
    [InlineData("https://github.com/owner/repo/@v1", "https://github.com/owner/repo", "v1", "repo")]
    [InlineData("ssh://git@github.com/owner/repo@v1", "ssh://git@github.com/owner/repo", "v1", "repo")]
    [InlineData("../themes/mine/", "../themes/mine/", null, "mine")]
    [InlineData("./theme@2", "./theme@2", null, "theme@2")]
    public static void A_source_knows_what_to_clone(string text, string location, string? reference, string name)
    {
        var source = SourceReference.Parse(text, null);

        Assert.Equal((location, reference, name), (source.Location, source.GitReference, source.Name));
    }

    [Theory]
    [InlineData("8", "8", "8")]
    [InlineData("8.4", "8", "8.4")]
    [InlineData("5.0.0", "5", "5.0")]
    public static void An_engine_version_knows_its_first_numbers(string text, string major, string majorMinor)
    {
        var version = EngineVersion.Parse(text, null);

        Assert.Equal((major, majorMinor), (version.Major, version.MajorMinor));
    }

    [Fact]
    public static void A_domain_makes_names_below_it_and_refuses_those_that_are_none()
    {
        var domain = DomainName.Parse("yourschool.edu", null);

        Assert.Equal("mongodb.master.yourschool.edu", domain.Below("mongodb.master").Text);
        Assert.Throws<FormatException>(() => domain.Below("My School"));
    }

    [Fact]
    public static void An_address_knows_its_domain() =>
        Assert.Equal("yourschool.edu", EmailAddress.Parse("no-reply@yourschool.edu", null).Domain.Text);
}
