using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra.Connections;

/// <summary>What a person can connect to.</summary>
public enum BackingService
{
    /// <summary>The MySQL server.</summary>
    MySql,

    /// <summary>The MongoDB cluster.</summary>
    MongoDb,

    /// <summary>The Redis cache.</summary>
    Redis,

    /// <summary>A shell on the bastion.</summary>
    Bastion,
}

/// <summary>Where a service answers.</summary>
/// <param name="Host">Its own name, which its certificate carries; not the friendly one.</param>
/// <param name="Port">The TCP port.</param>
public sealed record ServicePlace(string Host, int Port);

/// <summary>The host inside the VPC that everything goes through.</summary>
/// <param name="InstanceId">Its EC2 instance, for Session Manager.</param>
/// <param name="HostName">Its name, for SSH.</param>
/// <param name="SshUser">The user of its image; null when it is not reached by SSH.</param>
public sealed record BastionPlace(string InstanceId, string HostName, string? SshUser = null);

/// <summary>Who connects to what, as the environment has it.</summary>
/// <param name="Region">The AWS region.</param>
/// <param name="Namespace">The namespace of the Secrets.</param>
/// <param name="SshKeyName">The EC2 key pair of the bastion; null when SSH is closed.</param>
/// <param name="MySqlUser">The master user of MySQL.</param>
/// <param name="MongoDbUser">The master user of MongoDB.</param>
public sealed record ConnectionSettings(string Region, string Namespace, string? SshKeyName, string MySqlUser, string MongoDbUser)
{
    /// <summary>Takes the settings from an environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The settings.</returns>
    public static ConnectionSettings From(PlatformEnvironment environment) => new(
        environment.Identity.AwsRegion.Text,
        environment.Names.Namespace,
        environment.Bastion.AllowedCidrs.Count > 0 ? environment.Bastion.KeyName : null,
        environment.MySql.Care.Username,
        environment.MongoDb.Care.Username);
}
