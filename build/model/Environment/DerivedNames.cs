using System.Globalization;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Environment;

/// <summary>
/// Every name and address that follows from who the platform is. The formulas are those of cookiecutter-openedx-devops, so that what people
/// know stays true; where its README and its code differ, the README's name was taken.
/// </summary>
public sealed class DerivedNames
{
    private readonly PlatformIdentity identity;

    internal DerivedNames(PlatformIdentity identity)
    {
        this.identity = identity;
        ParentDomain = identity.RootDomain.Below(identity.EnvironmentSubdomain.Text);
        IsAdditional = identity.ParentEnvironment is not null;
        Domain = IsAdditional ? ParentDomain.Below(identity.Name.Text) : ParentDomain;
    }

    /// <summary>Whether the environment shares a parent's network, cluster and database servers.</summary>
    public bool IsAdditional { get; }

    /// <summary>The main environment's domain, such as <c>courses.yourschool.edu</c>.</summary>
    public DomainName ParentDomain { get; }

    /// <summary>The environment's own domain and hosted zone: the main one's, or <c>dev.courses.yourschool.edu</c>.</summary>
    public DomainName Domain { get; }

    /// <summary>
    /// The environment's namespace in Kubernetes and in names: <c>courses-yourschool-virginia</c>, or <c>dev-yourschool-virginia</c>.
    /// </summary>
    public string Namespace => NamespaceOf(IsAdditional ? identity.Name : identity.EnvironmentSubdomain);

    /// <summary>The main environment's namespace, after which VPC, cluster and database servers are called.</summary>
    public string SharedNamespace => NamespaceOf(identity.EnvironmentSubdomain);

    /// <summary>The EKS cluster.</summary>
    public string Cluster => SharedNamespace;

    /// <summary>The RDS server.</summary>
    public string MySqlServer => SharedNamespace;

    /// <summary>The DocumentDB cluster; its instances add <c>-1</c>, <c>-2</c> …</summary>
    public string MongoDbCluster => $"{SharedNamespace}-mongodb";

    /// <summary>The database of the platform on the MySQL server.</summary>
    public string MySqlDatabase => IsAdditional ? $"{identity.Name.Text.Replace('-', '_')}_openedx" : "openedx";

    /// <summary>The platform's user on the MySQL server.</summary>
    public string MySqlUser => MySqlDatabase;

    /// <summary>The database of courses in the DocumentDB cluster.</summary>
    public string MongoDbDatabase => MySqlDatabase;

    /// <summary>The platform's user in the DocumentDB cluster.</summary>
    public string MongoDbUser => MySqlDatabase;

    /// <summary>The ElastiCache replication group, which every environment has of its own.</summary>
    public string RedisGroup => Namespace;

    /// <summary>LMS.</summary>
    public DomainName LmsHost => Domain;

    /// <summary>Studio (CMS).</summary>
    public DomainName StudioHost => Domain.Below("studio");

    /// <summary>Studio's preview of the LMS.</summary>
    public DomainName PreviewHost => Domain.Below("preview");

    /// <summary>The micro-frontends.</summary>
    public DomainName AppsHost => Domain.Below("apps");

    /// <summary>The search engine, which browsers ask directly.</summary>
    public DomainName MeilisearchHost => Domain.Below("meilisearch");

    /// <summary>The CDN.</summary>
    public DomainName CdnHost => Domain.Below("cdn");

    /// <summary>The bastion; shared with the main environment.</summary>
    public DomainName BastionHost => ParentDomain.Below("bastion");

    /// <summary>MySQL, for people; programs use the endpoint that the certificate names.</summary>
    public DomainName MySqlHost => ParentDomain.Below("mysql");

    /// <summary>MongoDB's primary, for people.</summary>
    public DomainName MongoDbMasterHost => ParentDomain.Below("mongodb.master");

    /// <summary>MongoDB's readers, for people.</summary>
    public DomainName MongoDbReaderHost => ParentDomain.Below("mongodb.reader");

    /// <summary>Redis, for people.</summary>
    public DomainName RedisHost => Domain.Below("redis.primary");

    /// <summary>Another name of Redis.</summary>
    public DomainName CacheHost => Domain.Below("cache");

    /// <summary>The public media bucket, read through the CDN only.</summary>
    public string StorageBucket => $"{Namespace}-storage";

    /// <summary>The private bucket of grade reports and uploads.</summary>
    public string PrivateBucket => $"{Namespace}-private";

    /// <summary>The backup bucket.</summary>
    public string BackupBucket => $"{Namespace}-backup";

    /// <summary>The bucket of Terraform's state, one an account as in the replaced system.</summary>
    public string StateBucket => $"{identity.AwsAccountId}-terraform-tfstate";

    /// <summary>The account's registry.</summary>
    public string RegistryHost => $"{identity.AwsAccountId}.dkr.ecr.{identity.AwsRegion}.amazonaws.com";

    /// <summary>Tutor's <c>ID</c>, which is in every label and in the immutable selectors.</summary>
    public string TutorId => $"tutor-{Namespace}";

    /// <summary>
    /// The key of a stack's state in the state bucket. The namespace is in it, because the bucket serves every platform of the account.
    /// </summary>
    /// <param name="stack">The stack's name, such as <c>network</c>.</param>
    /// <returns>The key.</returns>
    public string StateKey(string stack) => $"{Namespace}/{stack}/terraform.tfstate";

    /// <summary>The key of the state of a stack that an additional environment shares: its parent's.</summary>
    /// <param name="stack">The stack's name, such as <c>network</c>.</param>
    /// <returns>The key.</returns>
    public string SharedStateKey(string stack) => $"{SharedNamespace}/{stack}/terraform.tfstate";

    /// <summary>The tag by which people know an image: Tutor's version and the time of the build in UTC, to the minute.</summary>
    /// <param name="tutorVersion">Tutor's version, such as <c>21.0.8</c>.</param>
    /// <param name="builtAt">When the image was built.</param>
    /// <returns>The tag, such as <c>21.0.8-202603131003</c>.</returns>
    public static string ImageTag(string tutorVersion, DateTimeOffset builtAt) =>
        $"{tutorVersion}-{builtAt.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture)}";

    private string NamespaceOf(Label label) => $"{label}-{identity.PlatformName}-{identity.PlatformRegion}";
}
