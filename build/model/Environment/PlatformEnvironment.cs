namespace TutorPipeline.Model.Environment;

/// <summary>One environment, complete and valid: what every stage plans from.</summary>
/// <param name="Identity">Who it is and where it lives.</param>
/// <param name="Network">The network.</param>
/// <param name="Cluster">The cluster.</param>
/// <param name="Registry">The image registry.</param>
/// <param name="MySql">MySQL.</param>
/// <param name="MongoDb">MongoDB.</param>
/// <param name="Redis">Redis.</param>
/// <param name="Backup">The backups.</param>
/// <param name="Bastion">The bastion.</param>
/// <param name="Mail">Mail.</param>
/// <param name="Image">The image.</param>
/// <param name="GitHub">The repository.</param>
public sealed record PlatformEnvironment(
    PlatformIdentity Identity,
    NetworkChoices Network,
    ClusterChoices Cluster,
    RegistryChoices Registry,
    MySqlChoices MySql,
    MongoDbChoices MongoDb,
    RedisChoices Redis,
    BackupChoices Backup,
    BastionChoices Bastion,
    MailChoices Mail,
    ImageChoices Image,
    GitHubChoices GitHub)
{
    /// <summary>How the platform runs in its cluster.</summary>
    public DeployChoices Deploy { get; init; } = DeployChoices.Default;

    /// <summary>Every name and address that follows from the identity.</summary>
    /// <remarks>
    /// Made anew whenever it is asked for: a copy with another identity has other names, and the rules can be checked before there are any.
    /// </remarks>
    public DerivedNames Names => new(Identity);

    /// <summary>The names of the images.</summary>
    public ImageNames Images => new(this);

    /// <summary>Who writes, who is written to, and through which server.</summary>
    public MailAddresses MailAddresses => new(Identity, Mail);
}
