using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Tutor.Cluster.Secrets;

/// <summary>
/// Every Secret of the platform. Names, keys and lengths are those of cookiecutter-openedx-devops, so that existing tooling finds them,
/// with three differences: hosts are the service endpoints that certificates name; AWS access keys are not there, because pods have
/// roles of their own; and <c>tutor-state</c> keeps what Tutor would otherwise generate anew on each machine.
/// </summary>
public static class PlatformSecrets
{
    /// <summary>The Secret that keeps Tutor's own generated values.</summary>
    public const string TutorState = "tutor-state";

    /// <summary>Lists the Secrets of an environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="endpoints">Where the database servers answer, as far as that is known.</param>
    /// <returns>The Secrets, in the order in which they are made.</returns>
    public static IReadOnlyList<SecretDefinition> Of(PlatformEnvironment environment, ServiceEndpoints endpoints) =>
    [
        .. Databases(environment, endpoints), .. Storage(environment), Administrator(environment),
        new("jwt", "signs the tokens that the services exchange", [RsaKey("private_key", 2048)]),
        new("edx-secret-key", "Django's secret key", [Password("OPENEDX_SECRET_KEY", 24)]),
        new("edx-api", "an OAuth client for tools of your own", [Password("CLIENT_ID", 40), Password("CLIENT_SECRET", 128)]),
        Tutor(environment),
    ];

    private static IEnumerable<SecretDefinition> Databases(PlatformEnvironment environment, ServiceEndpoints endpoints)
    {
        var (mySql, mongoDb) = (environment.MySql.Care, environment.MongoDb.Care);
        var mySqlHost = new KeyDefinition("MYSQL_HOST", new AwaitedKey(endpoints.MySqlHost, "ProvisionMySql"));
        var mongoDbHost = new KeyDefinition("MONGODB_HOST", new AwaitedKey(endpoints.MongoDbHost, "ProvisionMongoDb"));
        yield return new("mysql-root", "the master user of MySQL",
        [
            Known("MYSQL_ROOT_USERNAME", mySql.Username),
            Shared(environment, "mysql-root", Password("MYSQL_ROOT_PASSWORD", 16, full: true)), mySqlHost, Known("MYSQL_PORT", mySql.Port),
        ]);
        yield return new("mysql-openedx", "the platform's own user of MySQL",
        [
            Known("OPENEDX_MYSQL_DATABASE", environment.Names.MySqlDatabase), Known("OPENEDX_MYSQL_USERNAME", environment.Names.MySqlUser),
            Password("OPENEDX_MYSQL_PASSWORD", 16, full: true), mySqlHost, Known("MYSQL_PORT", mySql.Port),
        ]);
        yield return new("mongodb-admin", "the master user of MongoDB",
        [
            Known("MONGODB_USERNAME", mongoDb.Username), Shared(environment, "mongodb-admin", Password("MONGODB_PASSWORD", 16)),
            mongoDbHost, Known("MONGODB_PORT", mongoDb.Port),
        ]);

        yield return new("mongodb-openedx", "the platform's own user of MongoDB",
        [
            Known("MONGODB_DATABASE", environment.Names.MongoDbDatabase), Known("MONGODB_USERNAME", environment.Names.MongoDbUser),
            Password("MONGODB_PASSWORD", 16), mongoDbHost, Known("MONGODB_PORT", mongoDb.Port),
        ]);

        // An ElastiCache token has 16 to 128 characters, and of what Tutor can carry it takes letters, digits and hyphens alone.
        yield return new("redis", "Redis and its token",
        [
            Password("REDIS_PASSWORD", 32),
            new("REDIS_HOST", new AwaitedKey(endpoints.RedisHost, "ProvisionRedis")), Known("REDIS_PORT", environment.Redis.Port),
        ]);
    }

    private static IEnumerable<SecretDefinition> Storage(PlatformEnvironment environment)
    {
        var names = environment.Names;
        yield return new("s3-openedx-storage", "where media are kept",
        [
            Known("S3_STORAGE_BUCKET", names.StorageBucket), Known("S3_BACKUP_BUCKET", names.BackupBucket),
            Known("S3_REGION", environment.Identity.AwsRegion.Text), Known("S3_CUSTOM_DOMAIN", names.CdnHost.Text),
        ]);
        yield return new($"s3-data-backup-{environment.Identity.Name}", "where backups are kept", [Known("S3_BUCKET", names.BackupBucket)]);
    }

    private static SecretDefinition Administrator(PlatformEnvironment environment) => new("admin-edx", "the platform's first administrator",
    [
        new("ADMIN_USER", new KnownKey("admin", IsFollowed: false)), Password("ADMIN_PASSWORD", 16),
        new("ADMIN_EMAIL", new KnownKey($"admin@{environment.Identity.RootDomain}", IsFollowed: false)),
    ]);

    /// <summary>ID is in the selectors of all Deployments, which cannot be changed: it stays what it was at first.</summary>
    private static SecretDefinition Tutor(PlatformEnvironment environment) => new(
        TutorState,
        "what Tutor would generate anew on each machine",
    [
        new("ID", new KnownKey(environment.Names.TutorId, IsFollowed: false)), Password("CMS_OAUTH2_SECRET", 24),
        Password("MEILISEARCH_MASTER_KEY", 24), new("MEILISEARCH_API_KEY_UID", new GeneratedKey("a UUID", NewUuid)),
        new("MEILISEARCH_API_KEY", new DerivedKey("the master key's HMAC of the UUID", MeilisearchKey)),
    ]);

    private static KeyDefinition Known(string key, string value) => new(key, new KnownKey(value));

    private static KeyDefinition Known(string key, int number) => Known(key, number.ToString(CultureInfo.InvariantCulture));

    private static KeyDefinition Password(string key, int length, bool full = false)
    {
        Func<Secret> make = full ? () => SecretGenerator.Password(length) : () => SecretGenerator.AlphanumericPassword(length);
        return new(key, new GeneratedKey($"{length} characters", make) { IsPassword = true });
    }

    private static KeyDefinition RsaKey(string key, int bits) =>
        new(key, new GeneratedKey($"RSA {bits}", () => SecretGenerator.RsaKey(bits)));

    /// <summary>An additional environment uses its parent's database servers, and so their master passwords.</summary>
    private static KeyDefinition Shared(PlatformEnvironment environment, string name, KeyDefinition own) =>
        !environment.Names.IsAdditional ? own
        : own with { Source = new CopiedKey(new SecretAddress(environment.Names.SharedNamespace, name)) };

    private static Secret NewUuid() => new(Guid.NewGuid().ToString());

    /// <summary>
    /// A key of Meilisearch's API is the HMAC-SHA256 of its uid under the master key
    /// (https://www.meilisearch.com/docs/learn/security/basic_security).
    /// </summary>
    private static Secret MeilisearchKey(IReadOnlyDictionary<string, Secret> keys)
    {
        var (master, uid) = (keys["MEILISEARCH_MASTER_KEY"].Reveal(), keys["MEILISEARCH_API_KEY_UID"].Reveal());
        return new Secret(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(master), Encoding.UTF8.GetBytes(uid))));
    }
}
