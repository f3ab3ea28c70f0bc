using System.Text.Json.Nodes;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Tests.Environment;
using TutorPipeline.Tutor.Configuration;

namespace TutorPipeline.Tutor.Tests.Configuration;

public sealed class PlatformConfigurationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("platform-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Has_everything_that_tutor_would_generate()
    {
        var configuration = await SomePlatform.ConfigurationAsync(SomePlatform.Input());

        foreach (var key in (string[])
            [
                "ID", "CMS_OAUTH2_SECRET", "JWT_RSA_PRIVATE_KEY", "MEILISEARCH_MASTER_KEY", "MEILISEARCH_API_KEY", "MEILISEARCH_API_KEY_UID",
                "MYSQL_ROOT_PASSWORD", "OPENEDX_MYSQL_PASSWORD", "OPENEDX_SECRET_KEY",
            ])
        {
            Assert.Contains(key, configuration.Configuration.Settings.Keys);
        }

        Assert.Equal("tutor-courses-yourschool-virginia", configuration.TutorId);
        Assert.Equal(9, configuration.Secrets.Count);
    }

    [Fact]
    public async Task Uses_the_managed_services_and_the_pushed_images()
    {
        var settings = (await SomePlatform.ConfigurationAsync(SomePlatform.Input())).Configuration.Settings;

        Assert.Equal(
            (false, "mysql.example", 3306), ((bool)settings["RUN_MYSQL"], (string)settings["MYSQL_HOST"], (int)settings["MYSQL_PORT"]));
        Assert.Equal(("mongodb.example", true), ((string)settings["MONGODB_HOST"], (bool)settings["MONGODB_USE_SSL"]));
        Assert.Equal("redis.example", settings["REDIS_HOST"]);
        Assert.Equal("registry.example/openedx@sha256:1", settings["DOCKER_IMAGE_OPENEDX"]);
        Assert.Equal("registry.example/openedx-mfe@sha256:2", settings["MFE_DOCKER_IMAGE"]);
        Assert.Equal("cdn.courses.yourschool.edu", settings["ZZ_TUTORPIPELINE_STORAGE_MEDIA_DOMAIN"]);
        Assert.Equal("no-reply@courses.yourschool.edu", settings["ZZ_TUTORPIPELINE_MAIL_FROM_ADDRESS"]);
        Assert.Equal("mail-rules", settings["ZZ_TUTORPIPELINE_MAIL_CONFIGURATION_SET"]);
        Assert.False((bool)settings["ENABLE_WEB_PROXY"]);
        Assert.True((bool)settings["ENABLE_HTTPS"]);
    }

    [Fact]
    public async Task Lets_caddy_get_certificates_when_it_takes_the_connections()
    {
        var input = SomePlatform.Input() with
        {
            Environment = Reference.Prod with { Deploy = DeployChoices.Default with { Ingress = IngressChoice.Caddy } },
        };

        Assert.True((bool)(await SomePlatform.ConfigurationAsync(input)).Configuration.Settings["ENABLE_WEB_PROXY"]);
    }

    [Fact]
    public async Task Reveals_secrets_in_the_file_alone()
    {
        var configuration = (await SomePlatform.ConfigurationAsync(SomePlatform.Input())).Configuration;
        var password = ((Secret)configuration.Settings["MONGODB_PASSWORD"]).Reveal();

        Assert.Contains($"MONGODB_PASSWORD: \"{password}\"\n", configuration.ToYaml(), StringComparison.Ordinal);
        Assert.DoesNotContain(password, configuration.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_through_a_server_when_told_to()
    {
        var input = SomePlatform.Input() with
        {
            Environment = Reference.Prod with { Mail = new MailChoices(MailMode.Smtp, "mail.example", 587, true, null) },
            Mail = null,
            Given = new Dictionary<string, Secret> { ["SMTP_USERNAME"] = new("mailer"), ["SMTP_PASSWORD"] = new("a+b/c=") },
        };

        var settings = (await SomePlatform.ConfigurationAsync(input)).Configuration.Settings;

        Assert.Equal("mail.example", settings["SMTP_HOST"]);
        Assert.Equal(new Secret("a+b/c="), settings["SMTP_PASSWORD"]);
        Assert.DoesNotContain("ZZ_TUTORPIPELINE_MAIL_REGION", settings.Keys);
    }

    [Fact]
    public async Task Refuses_a_password_that_tutor_cannot_carry()
    {
        var error = await Assert.ThrowsAsync<PlatformConfigurationException>(
            () => SomePlatform.ConfigurationAsync(SomePlatform.Input(), ("redis", "REDIS_PASSWORD", "a$b")));

        Assert.Equal(
            "REDIS_PASSWORD of the Secret courses-yourschool-virginia/redis has characters other than A-Z a-z 0-9 _ . -. Tutor inserts it unescaped, "
            + "which breaks configuration and shell: run RotateSecret for it.", error.Message);
    }

    [Theory]
    [InlineData("{{a}}")]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    public async Task Refuses_a_given_secret_that_tutor_takes_for_something_else(string value)
    {
        var input = SomePlatform.Input() with { Given = new Dictionary<string, Secret> { ["FACEBOOK_APP_SECRET"] = new(value) } };

        var error = await Assert.ThrowsAsync<PlatformConfigurationException>(() => SomePlatform.ConfigurationAsync(input));

        Assert.Equal(
            "FACEBOOK_APP_SECRET contains a quotation mark, a backslash, or one of {{ {% {#, which Tutor takes for something else. "
            + "Choose another value.", error.Message);
    }

    [Fact]
    public async Task Hands_the_secrets_of_identity_providers_over_by_their_backends()
    {
        var input = SomePlatform.Input() with { OAuthSecrets = new Dictionary<string, Secret> { ["google-oauth2"] = new("goog+secret") } };

        var configuration = await SomePlatform.ConfigurationAsync(input);

        Assert.Contains("ZZ_TUTORPIPELINE_SIGN_IN_OAUTH_SECRETS: {\"google-oauth2\":\"goog+secret\"}\n", configuration.Configuration.ToYaml(), StringComparison.Ordinal);
        Assert.Contains(new Secret("goog+secret"), configuration.Secrets);
    }

    [Fact]
    public async Task Refuses_a_secret_of_an_identity_provider_that_tutor_takes_for_something_else()
    {
        var input = SomePlatform.Input() with { OAuthSecrets = new Dictionary<string, Secret> { ["google-oauth2"] = new("{{a}}") } };

        var error = await Assert.ThrowsAsync<PlatformConfigurationException>(() => SomePlatform.ConfigurationAsync(input));

        Assert.StartsWith("The secret of google-oauth2 contains a quotation mark", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_a_secret_that_is_missing()
    {
        var secrets = new SecretList(true, [.. (await SomePlatform.SecretsAsync()).Records.Where(record => record.Address.Name != "jwt")]);

        var error = Assert.Throws<PlatformConfigurationException>(() => PlatformConfiguration.Of(SomePlatform.Input(), secrets));

        Assert.Equal(
            "The Secret courses-yourschool-virginia/jwt has no private_key, and Tutor would make another one up. Run SyncSecrets.", error.Message);
    }

    [Fact]
    public async Task Names_an_image_that_is_missing()
    {
        var input = SomePlatform.Input();
        var error = await Assert.ThrowsAsync<PlatformConfigurationException>(
            () => SomePlatform.ConfigurationAsync(input with { Images = input.Images! with { Images = [input.Images.Images[0]] } }));

        Assert.Equal("No image openedx-mfe was pushed, and the platform needs one. Run PushImage.", error.Message);
    }

    [Fact]
    public async Task Merges_settings_of_the_platforms_own_in_a_plugin_that_comes_last()
    {
        var path = Path.Combine(folder, "settings_merge.yml");
        await File.WriteAllTextAsync(path, "FEATURES:\n  ENABLE_MKTG_SITE: true\nTIME_ZONE: \"it's {{ here }}\"\n");

        var configuration = await SomePlatform.ConfigurationAsync(SomePlatform.Input() with { SettingsMerge = path });

        var text = configuration.PluginFiles["zzz_tutorpipeline_settings"];
        Assert.Contains("  openedx-cms-production-settings: |\n", text, StringComparison.Ordinal);
        var json = text.Split("'''")[1];
        Assert.DoesNotContain("{{", json, StringComparison.Ordinal);
        Assert.DoesNotContain('\'', json);
        Assert.Equal("it's {{ here }}", (string?)JsonNode.Parse(json)!["TIME_ZONE"]);
        Assert.True((bool)JsonNode.Parse(json)!["FEATURES"]!["ENABLE_MKTG_SITE"]!);
        Assert.Equal("zzz_tutorpipeline_settings", configuration.Configuration.Plugins[^1]);
    }

    [Theory]
    [InlineData("- one\n", ": it is no mapping of settings")]
    [InlineData("a: [\n", ": ")]
    public async Task Says_what_is_wrong_with_settings(string text, string expected)
    {
        var path = Path.Combine(folder, "settings_merge.yml");
        await File.WriteAllTextAsync(path, text);

        var error = await Assert.ThrowsAsync<PlatformConfigurationException>(
            () => SomePlatform.ConfigurationAsync(SomePlatform.Input() with { SettingsMerge = path }));

        Assert.StartsWith(path + expected, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            ". It holds settings of LMS and Studio, one a line, such as: FEATURES: {ENABLE_MKTG_SITE: true}.", error.Message, StringComparison.Ordinal);
    }
}
