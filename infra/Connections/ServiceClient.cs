using TutorPipeline.Model;

namespace TutorPipeline.Infra.Connections;

/// <summary>How a person talks with one service: its client, its user, and where its password is kept.</summary>
/// <param name="Service">The service.</param>
/// <param name="Target">The target that makes the service.</param>
/// <param name="User">The user; null where there is none.</param>
/// <param name="Secret">The Secret with the password.</param>
/// <param name="Key">The password's key in the Secret.</param>
internal sealed record ServiceClient(BackingService Service, string Target, string? User, SecretAddress Secret, string Key)
{
    /// <summary>Where the authorities of RDS and DocumentDB are published
    /// (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html).</summary>
    public const string AuthoritiesUrl = "https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem";

    private const string Authorities = "global-bundle.pem";
    private const string Here = "127.0.0.1";

    /// <summary>Whether the client needs the file of authorities; ElastiCache's certificates are signed by public ones.</summary>
    public bool NeedsAuthorities => Service is not BackingService.Redis;

    /// <summary>Whether the client compares the name in the certificate with that of the server; redis-cli does not.</summary>
    public bool ChecksNames => Service is not BackingService.Redis;

    /// <summary>The client of a service.</summary>
    public static ServiceClient Of(BackingService service, ConnectionSettings settings) => service switch
    {
        BackingService.MySql => new(
            service, "ProvisionMySql", settings.MySqlUser, new(settings.Namespace, "mysql-root"), "MYSQL_ROOT_PASSWORD"),
        BackingService.MongoDb => new(
            service, "ProvisionMongoDb", settings.MongoDbUser, new(settings.Namespace, "mongodb-admin"), "MONGODB_PASSWORD"),
        BackingService.Redis => new(service, "ProvisionRedis", null, new(settings.Namespace, "redis"), "REDIS_PASSWORD"),
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, "It has no client."),
    };

    /// <summary>The command inside the VPC, where the name in the certificate is the name that is asked for.</summary>
    public ShellCommand Inside(ServicePlace place) => Service switch
    {
        BackingService.MySql => MySql(place.Host, place.Port, "VERIFY_IDENTITY"),
        BackingService.MongoDb => MongoDb(place.Host, place.Port),
        _ => Redis(place.Host, place),
    };

    /// <summary>The command at the near end of a tunnel.</summary>
    public ShellCommand ThroughTunnel(ServicePlace place) => Service switch
    {
        // The server answers under another name than the one that is called, so its authority is checked and its name is not.
        BackingService.MySql => MySql(Here, place.Port, "VERIFY_CA"),
        BackingService.MongoDb => MongoDb(Here, place.Port, "--tlsAllowInvalidHostnames"),
        _ => Redis(Here, place),
    };

    private static ShellCommand Redis(string host, ServicePlace place) =>
        new("redis-cli", ["--tls", "--sni", place.Host, "-h", host, "-p", $"{place.Port}", "--askpass"]);

    private ShellCommand MySql(string host, int port, string mode) => new(
        "mysql", [$"--host={host}", $"--port={port}", $"--user={User}", "--password", $"--ssl-mode={mode}", $"--ssl-ca={Authorities}"]);

    // DocumentDB knows no retryable writes.
    private ShellCommand MongoDb(string host, int port, params string[] more) => new(
        "mongosh",
        [
            "--host", host, "--port", $"{port}", "--tls", "--tlsCAFile", Authorities, .. more, "--retryWrites=false",
            "--username", User!, "--password",
        ]);
}
