using TutorPipeline.Model;
using TutorPipeline.Parameters;

namespace TutorPipeline.Tests.Parameters;

public static class OAuthSecretsReadingTests
{
    [Fact]
    public static void Reads_pairs_whatever_is_in_a_secret()
    {
        var secrets = OAuthSecretsReading.Of(new Secret(" google-oauth2=a=b+c/\n azuread-oauth2=d "));

        Assert.Equal(["azuread-oauth2", "google-oauth2"], secrets.Keys);
        Assert.Equal(new Secret("a=b+c/"), secrets["google-oauth2"]);
        Assert.Empty(OAuthSecretsReading.Of(null));
    }

    [Theory]
    [InlineData("google-oauth2=hush hushhush", "its part 2 of 2 is no pair")]
    [InlineData("google-oauth2=", "its part 1 of 1 is no pair")]
    [InlineData("a=hush a=hushhush", "it names a twice")]
    public static void Says_what_is_wrong_without_the_secret(string given, string why)
    {
        var error = Assert.Throws<OAuthSecretsException>(() => OAuthSecretsReading.Of(new Secret(given)));

        Assert.Equal(
            $"OAuthSecrets cannot be read: {why}. Set NUKE_OAUTH_SECRETS to pairs of a backend and its secret, separated by spaces: "
            + "google-oauth2=SECRET azuread-oauth2=SECRET.", error.Message);
        Assert.DoesNotContain("hush", error.Message, StringComparison.Ordinal);
    }
}
