using System.Globalization;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Tutor.Cluster.Secrets;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Tutor.Configuration;

/// <summary>The keys of Tutor's configuration and where each comes from.</summary>
internal sealed class PlatformKeys(PlatformInput input, SecretList secrets)
{
    private const string Storage = "ZZ_TUTORPIPELINE_STORAGE_";
    private const string Mail = "ZZ_TUTORPIPELINE_MAIL_";
    private const string SignIn = "ZZ_TUTORPIPELINE_SIGN_IN_";
    private readonly PlatformEnvironment environment = input.Environment;
    private readonly SortedDictionary<string, object> keys = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, object> All()
    {
        AddPlatform();
        AddImages();
        AddState();
        AddMySql();
        AddMongoDb();
        AddRedis();
        AddStorage();
        AddMail();
        foreach (var (key, value) in input.Given)
        {
            keys[key.StartsWith("FACEBOOK_", StringComparison.Ordinal) || key.StartsWith("SAML_", StringComparison.Ordinal) ? SignIn + key : key] =
                UnfitForSettings(value) ? throw PlatformConfigurationException.Jinja(key) : value;
        }

        if (input.OAuthSecrets.Count > 0)
        {
            var unfit = input.OAuthSecrets.FirstOrDefault(secret => UnfitForSettings(secret.Value)).Key;
            keys[SignIn + "OAUTH_SECRETS"] = unfit is null ? input.OAuthSecrets : throw PlatformConfigurationException.Jinja($"The secret of {unfit}");
        }

        return keys;
    }

    private void AddPlatform()
    {
        var names = environment.Names;
        keys["LMS_HOST"] = names.LmsHost.Text;
        keys["CMS_HOST"] = names.StudioHost.Text;
        keys["MEILISEARCH_HOST"] = names.MeilisearchHost.Text;
        keys["PLATFORM_NAME"] = environment.Identity.PlatformDescription;
        keys["CONTACT_EMAIL"] = environment.MailAddresses.Contact.Text;
        keys["K8S_NAMESPACE"] = names.Namespace;
        keys["ENABLE_HTTPS"] = true;

        // Caddy gets certificates of its own only when nobody before it has any.
        keys["ENABLE_WEB_PROXY"] = environment.Deploy.Ingress.Kind == IngressKind.Caddy;
    }

    private void AddImages()
    {
        keys["DOCKER_IMAGE_OPENEDX"] = Pushed("openedx");
        if (ImageConfiguration.HasMfe(environment))
        {
            keys["MFE_HOST"] = environment.Names.AppsHost.Text;
            keys["MFE_DOCKER_IMAGE"] = Pushed("openedx-mfe");
        }
    }

    private void AddState()
    {
        keys["ID"] = Read(PlatformSecrets.TutorState, "ID").Reveal();
        keys["MEILISEARCH_API_KEY_UID"] = Read(PlatformSecrets.TutorState, "MEILISEARCH_API_KEY_UID").Reveal();
        AddFit("CMS_OAUTH2_SECRET", PlatformSecrets.TutorState);
        AddFit("MEILISEARCH_MASTER_KEY", PlatformSecrets.TutorState);
        AddFit("MEILISEARCH_API_KEY", PlatformSecrets.TutorState);
        AddFit("OPENEDX_SECRET_KEY", SecretNames.EdxSecretKey);

        // PEM has lines, and Tutor reads its numbers only.
        keys["JWT_RSA_PRIVATE_KEY"] = Read(SecretNames.Jwt, "private_key");
    }

    private void AddMySql()
    {
        keys["RUN_MYSQL"] = false;
        keys["MYSQL_HOST"] = input.Endpoints.MySqlHost!;
        keys["MYSQL_PORT"] = environment.MySql.Care.Port;
        keys["MYSQL_ROOT_USERNAME"] = environment.MySql.Care.Username;
        keys["OPENEDX_MYSQL_DATABASE"] = environment.Names.MySqlDatabase;
        keys["OPENEDX_MYSQL_USERNAME"] = environment.Names.MySqlUser;
        AddFit("MYSQL_ROOT_PASSWORD", SecretNames.MySqlRoot);
        AddFit("OPENEDX_MYSQL_PASSWORD", SecretNames.MySqlOpenEdx);
    }

    /// <summary>Every user of DocumentDB is in its database <c>admin</c>, and its replica set is always called <c>rs0</c>.</summary>
    private void AddMongoDb()
    {
        keys["RUN_MONGODB"] = false;
        keys["MONGODB_HOST"] = input.Endpoints.MongoDbHost!;
        keys["MONGODB_PORT"] = environment.MongoDb.Care.Port;
        keys["MONGODB_DATABASE"] = environment.Names.MongoDbDatabase;
        keys["MONGODB_USERNAME"] = environment.Names.MongoDbUser;
        keys["MONGODB_USE_SSL"] = true;
        keys["MONGODB_REPLICA_SET"] = "rs0";
        keys["MONGODB_AUTH_SOURCE"] = "admin";
        keys["MONGODB_AUTH_MECHANISM"] = "SCRAM-SHA-1";
        AddFit("MONGODB_PASSWORD", SecretNames.MongoDbOpenEdx);
    }

    private void AddRedis()
    {
        keys["RUN_REDIS"] = false;
        keys["REDIS_HOST"] = input.Endpoints.RedisHost!;
        keys["REDIS_PORT"] = environment.Redis.Port;
        AddFit("REDIS_PASSWORD", SecretNames.Redis);
    }

    private void AddStorage()
    {
        keys[Storage + "PRIVATE_BUCKET"] = environment.Names.PrivateBucket;
        keys[Storage + "MEDIA_BUCKET"] = environment.Names.StorageBucket;
        keys[Storage + "MEDIA_DOMAIN"] = input.Cdn!.Host;
        keys[Storage + "REGION"] = environment.Identity.AwsRegion.Text;
    }

    private void AddMail()
    {
        keys["RUN_SMTP"] = false;
        if (environment.Mail.Mode == MailMode.Ses)
        {
            keys[Mail + "REGION"] = environment.Identity.AwsRegion.Text;
            keys[Mail + "CONFIGURATION_SET"] = input.Mail!.ConfigurationSet ?? string.Empty;
            keys[Mail + "FROM_ADDRESS"] = environment.MailAddresses.Sender.Text;
        }
        else
        {
            keys["SMTP_HOST"] = environment.MailAddresses.SmtpHost;
            keys["SMTP_PORT"] = environment.Mail.SmtpPort.ToString(CultureInfo.InvariantCulture);
            keys["SMTP_USE_TLS"] = environment.Mail.SmtpUseTls;
        }
    }

    private string Pushed(string name) => input.Images!.Images.FirstOrDefault(image => image.Name == name)?.Reference
        ?? throw PlatformConfigurationException.NoImage(name);

    private void AddFit(string key, string secret)
    {
        var value = Read(secret, key);
        keys[key] = IsFit(value.Reveal()) ? value : throw PlatformConfigurationException.Unfit(Address(secret), key);
    }

    private Secret Read(string secret, string key) =>
        secrets.Records.FirstOrDefault(record => record.Address == Address(secret)) is { } found && found.Keys.TryGetValue(key, out var value)
            ? value : throw PlatformConfigurationException.NoKey(Address(secret), key);

    private SecretAddress Address(string secret) => new(environment.Names.Namespace, secret);

    private static bool IsFit(string value) => value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    /// <summary>Tutor takes these for Jinja wherever they stand, and breaks its own configuration with quotes and line ends in SMTP's.</summary>
    private static bool UnfitForSettings(Secret value) => value.Reveal() is var text
        && (text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal) || text.Contains("{#", StringComparison.Ordinal)
            || text.Contains('"', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal));
}
