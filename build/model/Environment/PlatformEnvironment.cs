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
    /// <summary>Every name and address that follows from the identity.</summary>
    public DerivedNames Names { get; } = new(Identity);
}
