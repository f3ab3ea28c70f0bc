using TutorPipeline.Tutor.Configuration;

namespace TutorPipeline.Tutor.Tests.Images;

public sealed class CatalogueTests
{
    private static readonly TutorPluginCatalogue Catalogue = new("""
        # A comment.
        tutor==21.0.8
        tutor-mfe==21.0.0
        tutor-contrib-s3 @ git+https://github.com/hastexo/tutor-contrib-s3@v2.3.1  # --no-deps
        click==8.2.1
        """);

    [Fact]
    public void Installs_Tutor_the_wanted_plugins_and_every_other_pin() => Assert.Equal(
        ["tutor==21.0.8", "tutor-mfe==21.0.0", "tutor-discovery==21.1.0", "click==8.2.1"],
        Catalogue.Requirements("21.0.8", ["mfe", "discovery==21.1.0"]).Select(r => r.ToString()));

    [Fact]
    public void A_plugin_that_asks_for_another_Tutor_is_installed_alone() => Assert.Equal(
        new PluginRequirement("tutor-contrib-s3 @ git+https://github.com/hastexo/tutor-contrib-s3@v2.3.1", WithoutDependencies: true),
        Catalogue.Requirements("21.0.8", ["s3"])[1]);

    [Fact]
    public void A_plugin_without_a_version_is_refused_by_name() => Assert.Equal(
        "TutorPlugins: tutor/requirements.txt has no version of the plugin 'aspects' for Tutor 21.0.8. It has mfe, s3. For any other give the version, "
        + "such as aspects==1.2.3, which installs the package tutor-aspects.",
        Assert.Throws<UnknownPluginException>(() => Catalogue.Requirements("21.0.8", ["aspects"])).Message);

    [Fact]
    public void Plugins_of_one_Tutor_are_not_taken_for_another() => Assert.StartsWith(
        "TutorPlugins: tutor/requirements.txt has no version of the plugin 'mfe' for Tutor 22.0.0. Its plugins are made for another Tutor.",
        Assert.Throws<UnknownPluginException>(() => Catalogue.Requirements("22.0.0", ["mfe"])).Message, StringComparison.Ordinal);
}
