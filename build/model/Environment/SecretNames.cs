namespace TutorPipeline.Model.Environment;

/// <summary>
/// The names of the Kubernetes Secrets in an environment's namespace; they and their keys are those that existing tooling looks for.
/// </summary>
public static class SecretNames
{
    /// <summary>MySQL's administrator: MYSQL_ROOT_USERNAME, MYSQL_ROOT_PASSWORD, MYSQL_HOST, MYSQL_PORT.</summary>
    public const string MySqlRoot = "mysql-root";

    /// <summary>
    /// The platform's MySQL user: OPENEDX_MYSQL_DATABASE, OPENEDX_MYSQL_USERNAME, OPENEDX_MYSQL_PASSWORD, MYSQL_HOST, MYSQL_PORT.
    /// </summary>
    public const string MySqlOpenEdx = "mysql-openedx";

    /// <summary>MongoDB's administrator: MONGODB_HOST, MONGODB_PORT, MONGODB_USERNAME, MONGODB_PASSWORD.</summary>
    public const string MongoDbAdmin = "mongodb-admin";

    /// <summary>The platform's MongoDB user.</summary>
    public const string MongoDbOpenEdx = "mongodb-openedx";

    /// <summary>Redis: REDIS_HOST, REDIS_PORT, REDIS_PASSWORD.</summary>
    public const string Redis = "redis";

    /// <summary>The buckets: S3_STORAGE_BUCKET, S3_REGION, S3_CUSTOM_DOMAIN, S3_BACKUP_BUCKET.</summary>
    public const string Storage = "s3-openedx-storage";

    /// <summary>The platform's first administrator: ADMIN_USER, ADMIN_PASSWORD, ADMIN_EMAIL.</summary>
    public const string Administrator = "admin-edx";

    /// <summary>The key that signs tokens: private_key, RSA in PEM.</summary>
    public const string Jwt = "jwt";

    /// <summary>Django's secret key: OPENEDX_SECRET_KEY.</summary>
    public const string EdxSecretKey = "edx-secret-key";

    /// <summary>The client that other services use to reach the LMS: CLIENT_ID, CLIENT_SECRET.</summary>
    public const string EdxApi = "edx-api";

    /// <summary>What else Tutor would generate anew on another machine.</summary>
    public const string Tutor = "tutor";

    /// <summary>All of them, in the order in which they are made.</summary>
    public static IReadOnlyList<string> All { get; } =
        [MySqlRoot, MySqlOpenEdx, MongoDbAdmin, MongoDbOpenEdx, Redis, Storage, Administrator, Jwt, EdxSecretKey, EdxApi, Tutor];
}
