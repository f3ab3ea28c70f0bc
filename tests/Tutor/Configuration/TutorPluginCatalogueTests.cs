using TutorPipeline.Tutor.Configuration;

namespace TutorPipeline.Tutor.Tests.Configuration;

public static class TutorPluginCatalogueTests
{
    private static readonly TutorPluginCatalogue Catalogue =
        TutorPluginCatalogue.Read(Path.Combine(AppContext.BaseDirectory, "requirements.txt"));

    [Theory]
    [InlineData("mfe", "tutor-mfe==21.0.0")]
    [InlineData("indigo", "tutor-indigo==21.1.3")]
    [InlineData("credentials", "tutor-credentials==21.0.3")]
    [InlineData("aspects", "tutor-contrib-aspects==2.5.1")]
    public static void Knows_the_version_for_this_tutor(string plugin, string expected) =>
        Assert.Equal(["tutor==21.0.8", expected], Texts(plugin));

    [Theory]
    [InlineData("discovery==21.0.0", "tutor-discovery==21.0.0")]
    [InlineData("aspects==2.5.3", "tutor-contrib-aspects==2.5.3")]
    [InlineData("backup==4.3.0", "tutor-contrib-backup @ git+https://github.com/hastexo/tutor-contrib-backup@v4.3.0")]
    [InlineData("unheard-of==1.0", "tutor-unheard-of==1.0")]
    public static void Takes_a_version_of_ones_own(string plugin, string expected) =>
        Assert.Equal(["tutor==21.0.8", expected], Texts(plugin));

    [Fact]
    public static void Leaves_the_requirements_of_those_out_that_ask_for_an_older_tutor()
    {
        var requirements = Catalogue.Requirements("21.0.8", ["s3", "mfe", "backup==4.4.0"]);

        Assert.Equal([false, true, false, true], requirements.Select(requirement => requirement.WithoutDependencies));
    }

    [Theory]
    [InlineData("webui")]
    [InlineData("ecommerce")]
    public static void Refuses_a_plugin_that_has_no_version_for_this_tutor(string plugin)
    {
        var fault = Assert.Throws<UnknownPluginException>(() => Catalogue.Requirements("21.0.8", ["mfe", plugin]));

        Assert.Equal(
            $"TutorPlugins: tutor/requirements.txt has no version of the plugin '{plugin}' for Tutor 21.0.8. It has android, aspects, backup, "
            + "cairn, credentials, deck, discovery, forum, indigo, jupyter, livedeps, mfe, minio, notes, s3, xqueue. For any other give the version, "
            + $"such as {plugin}==1.2.3, which installs the package tutor-{plugin}.",
            fault.Message);
    }

    [Fact]
    public static void Refuses_plugins_of_another_tutor()
    {
        var fault = Assert.Throws<UnknownPluginException>(() => Catalogue.Requirements("22.0.0", ["mfe"]));

        Assert.Equal(
            "TutorPlugins: tutor/requirements.txt has no version of the plugin 'mfe' for Tutor 22.0.0. Its plugins are made for another Tutor. "
            + "Add those for this one, or give the version, such as mfe==1.2.3, which installs the package tutor-mfe.",
            fault.Message);
    }

    private static IEnumerable<string> Texts(string plugin) =>
        Catalogue.Requirements("21.0.8", [plugin]).Select(requirement => requirement.Text);
}
