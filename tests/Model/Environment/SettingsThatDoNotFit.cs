using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Tests.Environment;

public static class SettingsThatDoNotFit
{
    private static readonly PlatformEnvironment Prod = Reference.Prod;

    private static readonly PlatformEnvironment Dev = Reference.Dev;

    public static TheoryData<string, PlatformEnvironment, string> OfNames => new()
    {
        {
            "PlatformName",
            Named(Prod, i => i with { PlatformName = Reference.Label("university-of-nowhr"), PlatformRegion = Reference.Label("north-virginia") }),
            "'university-of-nowhr' is too long here: 'courses-university-of-nowhr-north-virginia' has 42 characters, and the names of "
            + "servers, buckets and roles have room for 40. Shorten PlatformName, PlatformRegion or EnvironmentSubdomain."
        },
        {
            "RootDomain", Named(Prod, i => i with { RootDomain = DomainName.Parse(new string('a', 60) + ".edu", null) }),
            $"'{new string('a', 60)}.edu' makes the environment's domain 72 characters long, and a certificate has room for 64."
        },
        {
            "PlatformDescription", Named(Prod, i => i with { PlatformDescription = " " }),
            "it is empty; give the platform's name for people, such as Your School."
        },
        {
            "ParentEnvironment", Named(Prod, i => i with { ParentEnvironment = Reference.Label("prod") }),
            "'prod' cannot be its own parent; name the main environment, such as prod."
        },
        {
            "ParentEnvironment", Named(Dev, i => i with { Name = Reference.Label("courses") }),
            "'prod' has a host or names called 'courses' already; call this additional environment otherwise, such as dev."
        },
        {
            "ParentEnvironment", Named(Dev, i => i with { Name = Reference.Label("studio") }),
            "'prod' has a host or names called 'studio' already; call this additional environment otherwise, such as dev."
        },
        {
            "Subdomains", Named(Dev, i => i with { Subdomains = [Reference.Label("qa")] }),
            "'qa' belongs to the main environment; an additional environment has no further ones."
        },
        {
            "Subdomains", Named(Prod, i => i with { Subdomains = [Reference.Label("studio")] }),
            "'studio' is the name of a service of the platform; choose another."
        },
        {
            "Subdomains", Named(Prod, i => i with { Subdomains = [Reference.Label("dev"), Reference.Label("dev")] }),
            "'dev' stands there more than once; name each once."
        },
    };

    public static TheoryData<string, PlatformEnvironment, string> OfNetworks => new()
    {
        {
            "VpcCidr", Prod with { Network = Prod.Network with { VpcCidr = Reference.Cidr("10.0.0.0/8") } },
            "'10.0.0.0/8' does not fit a VPC of twelve subnets; give a prefix of 16 to 24 bits, such as 192.168.0.0/20."
        },
        {
            "AvailabilityZones", Prod with { Network = Prod.Network with { AvailabilityZones = ["a"] } },
            "'a' is not allowed; give two or three different letters, such as a b c."
        },
        {
            "AvailabilityZones", Prod with { Network = Prod.Network with { AvailabilityZones = ["a", "b", "a"] } },
            "'a b a' is not allowed; give two or three different letters, such as a b c."
        },
        {
            "AvailabilityZones", Prod with { Network = Prod.Network with { AvailabilityZones = ["us-east-1a", "us-east-1b"] } },
            "'us-east-1a us-east-1b' is not allowed; give two or three different letters, such as a b c."
        },
        {
            "MaximumNodes", Prod with { Cluster = Prod.Cluster with { MinimumNodes = 6 } },
            "6 to 5 nodes are not allowed; give a minimum of at least 0 and a maximum that is not below it."
        },
        {
            "ClusterPublicAccessCidrs", Prod with { Cluster = Prod.Cluster with { PublicAccessCidrs = [Reference.Cidr("0.0.0.0/0")] } },
            "'0.0.0.0/0' opens the cluster's API to the whole internet; name the ranges of your offices or VPN, or none."
        },
        {
            "ClusterAdmins", Prod with { Cluster = Prod.Cluster with { Admins = ["arn:aws:iam::123456789012:root"] } },
            "'arn:aws:iam::123456789012:root' is not the ARN of an IAM user or role; give one such as arn:aws:iam::123456789012:role/admin."
        },
        {
            "BastionAllowedCidrs",
            Prod with { Bastion = Prod.Bastion with { AllowedCidrs = [Reference.Cidr("0.0.0.0/0")], KeyName = "key" } },
            "'0.0.0.0/0' opens SSH on the bastion to the whole internet; name the ranges of your offices or VPN, or none."
        },
        {
            "BastionKeyName", Prod with { Bastion = Prod.Bastion with { AllowedCidrs = [Reference.Cidr("203.0.113.0/24")] } },
            "it is missing, and SSH from BastionAllowedCidrs needs a key; name an EC2 key pair, or list no range and use Session Manager."
        },
    };

    public static TheoryData<string, PlatformEnvironment, string> OfServers => new()
    {
        {
            "MySqlEngineVersion", Prod with { MySql = Prod.MySql with { EngineVersion = EngineVersion.Parse("5.7", null) } },
            "'5.7' is not a MySQL that Open edX runs on; give 8.4, or 8.0 while you move to it."
        },
        {
            "MySqlAllocatedStorage", Prod with { MySql = Prod.MySql with { AllocatedStorage = -5 } },
            "'-5' is not allowed; give 20 to 65536 GiB."
        },
        {
            "MySqlMaximumStorage", Prod with { MySql = Prod.MySql with { MaximumStorage = 21 } },
            "'21' is too little; RDS wants at least a tenth more than MySqlAllocatedStorage (20 GiB), or 0 for no growth."
        },
        {
            "MySqlPort", Prod with { MySql = Prod.MySql with { Care = Prod.MySql.Care with { Port = 80 } } },
            "'80' is not allowed; give 1150 to 65535 as port."
        },
        {
            "MySqlUsername", Prod with { MySql = Prod.MySql with { Care = Prod.MySql.Care with { Username = "1st" } } },
            "'1st' is not allowed; give 1 to 16 letters and digits, a letter first."
        },
        {
            "MySqlBackupRetentionDays", Prod with { MySql = Prod.MySql with { Care = Prod.MySql.Care with { BackupRetentionDays = 36 } } },
            "'36' is not allowed; give 1 to 35 days."
        },
        {
            "MySqlBackupWindow",
            Prod with { MySql = Prod.MySql with { Care = Prod.MySql.Care with { BackupWindow = DailyWindow.Parse("02:00-04:00", null) } } },
            "'02:00-04:00' overlaps MySqlMaintenanceWindow (sun:00:00-sun:03:00); AWS wants them apart."
        },
        {
            "MongoDbEngineVersion", Prod with { MongoDb = Prod.MongoDb with { EngineVersion = EngineVersion.Parse("3.6.0", null) } },
            "'3.6.0' is not a version of DocumentDB; give 5.0.0, 8.0.0 or 4.0.0."
        },
        {
            "MongoDbInstanceClass",
            Prod with { MongoDb = Prod.MongoDb with { InstanceClass = RdsInstanceClass.Parse("db.t4g.small", null) } },
            "'db.t4g.small' is smaller than what DocumentDB offers; give db.t4g.medium or more."
        },
        {
            "MongoDbClusterSize", Prod with { MongoDb = Prod.MongoDb with { ClusterSize = 17 } },
            "'17' is not allowed; give 1 to 16 instances."
        },
        {
            "RedisEngineVersion", Prod with { Redis = Prod.Redis with { EngineVersion = EngineVersion.Parse("5.0.6", null) } },
            "'5.0.6' is not a Redis that ElastiCache has; give one such as 7.1."
        },
        {
            "RedisNodes", Prod with { Redis = Prod.Redis with { Nodes = 0 } },
            "'0' is not allowed; give 1 to 6 nodes."
        },
        {
            "RedisPort", Prod with { Redis = Prod.Redis with { Port = 65536 } },
            "'65536' is not allowed; give 1024 to 65535 as port."
        },
        {
            "BackupKeptDaily", Prod with { Backup = Prod.Backup with { KeptDaily = 0 } },
            "'0' is not allowed; give 1 to 3650 backups."
        },
        {
            "BackupMaxAge", Prod with { Backup = Prod.Backup with { MaximumAge = TimeSpan.FromMinutes(26) } },
            "'00:26:00' is not allowed; give a time longer than the schedule's, such as 26h."
        },
    };

    public static TheoryData<string, PlatformEnvironment, string> OfDeploys => new()
    {
        {
            "Autoscaling", Deployed(d => d with { Autoscaling = [new("lms", 1, 2, 30), new("lms", 2, 3, 40)] }),
            "'lms' stands there more than once; name each once."
        },
        {
            "Resources",
            Deployed(d => d with { Resources = [ResourceChoice.Parse("cms=1,1Gi,1Gi", null), ResourceChoice.Parse("cms=2,1Gi,1Gi", null)] }),
            "'cms' stands there more than once; name each once."
        },
        { "NodePoolCpus", Deployed(d => d with { NodePoolCpus = 0 }), "'0' is not allowed; give 1 to 10000 as number of CPUs." },
        {
            "NodePoolCpus",
            Deployed(d => d with { NodePoolCpus = 8 }) with { Cluster = Prod.Cluster with { Compute = ClusterComputeMode.ManagedNodes } },
            "node pools are of EKS Auto Mode, and ClusterCompute is another; leave NodePoolCpus out, or set ClusterCompute to Auto."
        },
        {
            "Theme",
            Deployed(d => d with { Theme = "indigo" }) with
            {
                Image = Prod.Image with { Themes = [SourceReference.Parse("yourschool/openedx-theme-example@main", null)] },
            },
            "'indigo' is the theme of no repository; give one of openedx-theme-example, or add its repository to ThemeRepositories."
        },
    };

    public static TheoryData<string, PlatformEnvironment, string> OfImages => new()
    {
        {
            "TutorVersion", Prod with { Image = Prod.Image with { TutorVersion = "21" } },
            "'21' is not a release of Tutor; give three numbers, such as 21.0.8."
        },
        {
            "OpenEdxRelease", Prod with { Image = Prod.Image with { OpenEdxRelease = "--upload-pack=x" } },
            "'--upload-pack=x' is not a branch or tag; give one such as release/ulmo.3."
        },
        {
            "OpenEdxRelease", Prod with { Image = Prod.Image with { OpenEdxRelease = "release/teak.1" } },
            "'release/teak.1' is not what Tutor 21.0.8 is made for; give a branch or tag of ulmo, or change TutorVersion."
        },
        {
            "Requirements", Prod with { Image = Prod.Image with { Requirements = ["ora2>=6"] } },
            "'ora2>=6' is not pinned; give a package and one version, such as ora2==6.0.20."
        },
        {
            "RepositoryPrefix", Prod with { Registry = Prod.Registry with { RepositoryPrefix = "dev" } },
            "'dev' cannot stand before a repository's name; give lower-case letters and digits with a slash last, such as dev/."
        },
        {
            "KeptImages", Prod with { Registry = Prod.Registry with { KeptImages = 0 } },
            "'0' is not allowed; give 1 to 1000 images."
        },
        {
            "GitHubOwner", Prod with { GitHub = Prod.GitHub with { Owner = "your school" } },
            "'your school' is not an account on GitHub; give 1 to 39 letters, digits and inner hyphens."
        },
        {
            "GitHubRepository", Prod with { GitHub = Prod.GitHub with { Repository = ".." } },
            "'..' is not the name of a repository; give 1 to 100 letters, digits, dots, hyphens and underscores."
        },
        {
            "SmtpHost", Prod with { Mail = Prod.Mail with { SmtpHost = "smtp://mail" } },
            "'smtp://mail' is not a host name; give one such as smtp.yourschool.edu."
        },
        {
            "SmtpPort", Prod with { Mail = Prod.Mail with { SmtpPort = 0 } },
            "'0' is not allowed; give 1 to 65535 as port."
        },
    };

    [Theory]
    [MemberData(nameof(OfNames))]
    [MemberData(nameof(OfNetworks))]
    [MemberData(nameof(OfServers))]
    [MemberData(nameof(OfImages))]
    [MemberData(nameof(OfDeploys))]
    public static void Are_named_one_by_one(string parameter, PlatformEnvironment environment, string message) =>
        Assert.Equal([new SettingFault(parameter, message)], EnvironmentRules.Check(environment));

    [Fact]
    public static void Are_named_all_at_once()
    {
        var faults = EnvironmentRules.Check(Prod with
        {
            Network = Prod.Network with { VpcCidr = Reference.Cidr("10.0.0.0/8") },
            MySql = Prod.MySql with { AllocatedStorage = 10, Care = Prod.MySql.Care with { Port = 80 } },
            Redis = Prod.Redis with { Nodes = 0 },
            Mail = Prod.Mail with { SmtpPort = 0 },
        });

        Assert.Equal(["VpcCidr", "MySqlAllocatedStorage", "MySqlPort", "RedisNodes", "SmtpPort"], faults.Select(f => f.Parameter));
    }

    [Fact]
    public static void Are_none_in_the_reference_platform()
    {
        Assert.Empty(EnvironmentRules.Check(Prod));
        Assert.Empty(EnvironmentRules.Check(Dev));
    }

    [Fact]
    public static void Never_fail_in_another_way_however_long_a_domain_is()
    {
        var longest = DomainName.Parse(string.Join('.', Enumerable.Repeat("abcdefgh", 28)), null);

        Assert.Equal(["RootDomain"], EnvironmentRules.Check(Named(Prod, i => i with { RootDomain = longest })).Select(f => f.Parameter));
    }

    [Theory]
    [InlineData("release/ulmo.3")]
    [InlineData("open-release/ulmo.master")]
    [InlineData("yourschool/ulmo-with-fixes")]
    [InlineData("master")]
    public static void Do_not_include_a_branch_of_ones_own(string release) =>
        Assert.Empty(EnvironmentRules.Check(Prod with { Image = Prod.Image with { OpenEdxRelease = release } }));

    private static PlatformEnvironment Deployed(Func<DeployChoices, DeployChoices> change) => Prod with { Deploy = change(Prod.Deploy) };

    private static PlatformEnvironment Named(PlatformEnvironment environment, Func<PlatformIdentity, PlatformIdentity> change) =>
        environment with { Identity = change(environment.Identity) };
}
