using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Tests.Values;

/// <summary>The message of a value says what is allowed; who reads it puts the file, the key and the text before it.</summary>
public static class InvalidValues
{
    private const string Account = "give 12 digits, such as 123456789012";
    private const string Domain = "give a domain in lower case with at least two labels, such as yourschool.edu";
    private const string Label = "give 1 to 20 lower-case letters, digits and single inner hyphens, a letter first, such as yourschool";
    private const string Cidr = "give an IPv4 range with no bit set beyond its prefix, such as 192.168.0.0/20";
    private const string Engine = "give one to three numbers with dots, such as 8.4 or 5.0.0";
    private const string Kubernetes = "give major and minor version, such as 1.35";
    private const string Endpoint = "give scheme, host and port, such as http://127.0.0.1:5000";
    private const string Address = "give stack and address as the plan shows them, such as mysql/aws_db_instance.main";
    private const string Import = "give stack, address and the id in AWS, such as network/aws_vpc.main=vpc-0123456789abcdef0";
    private const string Registry = "give a host name or address and perhaps a port, such as registry.yourschool.edu or localhost:5000";
    private const string Email = "give an address such as help@yourschool.edu";
    private const string Daily = "give a window of at least 30 minutes in UTC, such as 03:00-06:00";
    private const string Weekly = "give a window of 30 minutes to 24 hours in UTC, such as sun:00:00-sun:03:00";
    private const string Ec2 = "give a type such as t3.large (https://aws.amazon.com/ec2/instance-types/)";
    private const string Rds = "give a class such as db.t4g.small (https://aws.amazon.com/rds/instance-types/)";
    private const string Cache = "give a type such as cache.t4g.small (https://aws.amazon.com/elasticache/pricing/)";
    private const string CronFields = "give five fields (minute hour day month weekday) with one blank between them, such as 0 8 * * *";
    private const string Minute = "give *, or numbers from 0 to 59, as lists, ranges or steps";
    private const string Month = "give *, or numbers from 1 to 12 or names from jan to dec, as lists, ranges or steps";
    private const string Image = "give a name in lower case such as openedx or localhost:5000/team/openedx:1.0";
    private const string Digest = "a digest is sha256: and 64 hexadecimal digits";
    private const string Tag = "a tag has at most 128 letters, digits, underscores, dots and hyphens, no dot or hyphen first";

    private const string Source =
        "give https://host/owner/repo@ref, ssh://git@host/owner/repo@ref, owner/repo@ref or a local path such as ./themes/mine; "
        + "tokens come from NUKE_SOURCE_TOKEN, never in a URL";

    public static TheoryData<Type, string, string> Texts => new()
    {
        { typeof(AwsAccountId), "", Account },
        { typeof(AwsAccountId), "12345", Account },
        { typeof(AwsAccountId), "1234-5678-90", Account },
        { typeof(AwsAccountId), "１２３４５６７８９０１２", Account },
        { typeof(AwsRegion), "us-east1", "it is not a region of AWS; perhaps us-east-1 or us-east-2 is meant" },
        { typeof(AwsRegion), "US-EAST-1", AllRegions },
        { typeof(AwsRegion), "virginia", AllRegions },
        { typeof(DomainName), "yourschool", Domain },
        { typeof(DomainName), "YourSchool.edu", Domain },
        { typeof(DomainName), "-x.edu", Domain },
        { typeof(DomainName), "a..edu", Domain },
        { typeof(DomainName), "yourschool.edu.", Domain },
        { typeof(DomainName), "10.0.0.1", Domain },
        { typeof(DomainName), "my_school.edu", Domain },
        { typeof(DomainName), new string('a', 64) + ".edu", Domain },
        { typeof(DomainName), string.Join('.', Enumerable.Repeat("abcdefg", 32)), Domain },
        { typeof(Model.Values.Label), "", Label },
        { typeof(Model.Values.Label), "Your School", Label },
        { typeof(Model.Values.Label), "1school", Label },
        { typeof(Model.Values.Label), "a--b", Label },
        { typeof(Model.Values.Label), "a-", Label },
        { typeof(Model.Values.Label), "twenty-one-characters", Label },
        { typeof(CidrBlock), "10.0.0.0", "for this address alone give 10.0.0.0/32" },
        { typeof(CidrBlock), "10.0.0.1/8", "bits beyond its prefix are set; the range is 10.0.0.0/8" },
        { typeof(CidrBlock), "10.0.0.1/0", "bits beyond its prefix are set; the range is 0.0.0.0/0" },
        { typeof(CidrBlock), "10.0/8", Cidr },
        { typeof(CidrBlock), "0x0a.0.0.0/8", Cidr },
        { typeof(CidrBlock), "10.0.0.256/8", Cidr },
        { typeof(CidrBlock), "010.0.0.0/8", Cidr },
        { typeof(CidrBlock), "10.0.0.0/33", Cidr },
        { typeof(CidrBlock), "10.0.0.0/", Cidr },
        { typeof(CidrBlock), "fd00::/8", Cidr },
        { typeof(RdsInstanceClass), "t4g.small", "perhaps db.t4g.small is meant" },
        { typeof(RdsInstanceClass), "db.small", Rds },
        { typeof(RdsInstanceClass), "db.t4g.huge", Rds },
        { typeof(CacheNodeType), "r7g.xlarge", "perhaps cache.r7g.xlarge is meant" },
        { typeof(CacheNodeType), "db.t4g.small", Cache },
        { typeof(Ec2InstanceType), "t3", Ec2 },
        { typeof(Ec2InstanceType), "T3.large", Ec2 },
        { typeof(Ec2InstanceType), "db.t3.large", Ec2 },
        { typeof(KubernetesVersion), "1.35.2", Kubernetes },
        { typeof(KubernetesVersion), "v1.35", Kubernetes },
        { typeof(KubernetesVersion), "2.0", Kubernetes },
        { typeof(EngineVersion), "8.4-rds", Engine },
        { typeof(EngineVersion), "8.", Engine },
        { typeof(EngineVersion), "1.2.3.4", Engine },
        { typeof(SourceReference), "theme", Source },
        { typeof(SourceReference), "owner/repo", Source },
        { typeof(SourceReference), "owner/repo@", Source },
        { typeof(SourceReference), "owner/repo@-x", Source },
        { typeof(SourceReference), "owner/repo@a..b", Source },
        { typeof(SourceReference), "owner/repo@main.lock", Source },
        { typeof(SourceReference), "owner/re po@main", Source },
        { typeof(SourceReference), "https://github.com/owner@main", Source },
        { typeof(SourceReference), "https://github.com/../owner@main", Source },
        { typeof(SourceReference), "https://github.com/owner/repo?x=1@main", Source },
        { typeof(SourceReference), "https://token@github.com/owner/repo@main", Source },
        { typeof(SourceReference), "http://github.com/owner/repo@main", Source },
        { typeof(SourceReference), "file:///etc/owner/repo@main", Source },
        { typeof(EndpointUrl), "127.0.0.1:5000", Endpoint },
        { typeof(EndpointUrl), "http://user:password@localhost", Endpoint },
        { typeof(EndpointUrl), "http://localhost/path", Endpoint },
        { typeof(EndpointUrl), "ftp://localhost", Endpoint },
        { typeof(ResourceAddress), "aws_db_instance.main", Address },
        { typeof(ResourceAddress), "mysql/aws_db_instance", Address },
        { typeof(ResourceImport), "network/aws_vpc.main", Import },
        { typeof(ResourceImport), "network/aws_vpc.main=", Import },
        { typeof(ResourceImport), "aws_vpc.main=vpc-0", Import },
        { typeof(RegistryHost), "localhost:0", Registry },
        { typeof(RegistryHost), "localhost:65536", Registry },
        { typeof(RegistryHost), "https://x", Registry },
        { typeof(RegistryHost), "[localhost]", Registry },
        { typeof(EmailAddress), "yourschool.edu", Email },
        { typeof(EmailAddress), "a@b", Email },
        { typeof(EmailAddress), "a@b@c.edu", Email },
        { typeof(EmailAddress), "me <me@yourschool.edu>", Email },
        { typeof(EmailAddress), "a..b@yourschool.edu", Email },
        { typeof(CronExpression), "@daily", CronFields },
        { typeof(CronExpression), "0  8 * * *", CronFields },
        { typeof(CronExpression), "60 8 * * *", $"its minute is '60'; {Minute}" },
        { typeof(CronExpression), "*/0 8 * * *", $"its minute is '*/0'; {Minute}" },
        { typeof(CronExpression), "1,,2 8 * * *", $"its minute is '1,,2'; {Minute}" },
        { typeof(CronExpression), "0 8 31-1 * *", "its day is '31-1'; give *, or numbers from 1 to 31, as lists, ranges or steps" },
        { typeof(CronExpression), "0 8 * foo *", $"its month is 'foo'; {Month}" },
        { typeof(WeeklyWindow), "00:00-03:00", Weekly },
        { typeof(WeeklyWindow), "sun:00:00-sun:00:29", Weekly },
        { typeof(WeeklyWindow), "sun:03:00-sun:00:00", Weekly },
        { typeof(WeeklyWindow), "so:00:00-so:03:00", Weekly },
        { typeof(DailyWindow), "3-6", Daily },
        { typeof(DailyWindow), "03:00-03:29", Daily },
        { typeof(DailyWindow), "24:00-25:00", Daily },
        { typeof(ImageReference), "", Image },
        { typeof(ImageReference), "OpenEdx", Image },
        { typeof(ImageReference), "a//b", Image },
        { typeof(ImageReference), "a..b", Image },
        { typeof(ImageReference), "openedx:", Tag },
        { typeof(ImageReference), "openedx:-x", Tag },
        { typeof(ImageReference), "openedx@sha256:abc", Digest },
        { typeof(ImageReference), "openedx@", Digest },
        { typeof(ImageReference), "host:99999/openedx", "before the first slash give a registry such as localhost:5000" },
    };

    private static string AllRegions =>
        "it is not a region of AWS; give one of us-east-1, us-east-2, us-west-1, us-west-2, af-south-1, ap-east-1, ap-east-2, ap-south-1, "
        + "ap-south-2, ap-southeast-1, ap-southeast-2, ap-southeast-3, ap-southeast-4, ap-southeast-5, ap-southeast-6, ap-southeast-7, "
        + "ap-northeast-1, ap-northeast-2, ap-northeast-3, ca-central-1, ca-west-1, eu-central-1, eu-central-2, eu-west-1, eu-west-2, "
        + "eu-west-3, eu-south-1, eu-south-2, eu-north-1, il-central-1, me-central-1, me-south-1, mx-central-1, sa-east-1";

    [Theory]
    [MemberData(nameof(Texts))]
    public static void Are_refused_with_what_is_allowed(Type type, string text, string expected)
    {
        var fault = Assert.Throws<FormatException>(() => Reader.Read(type, text));

        Assert.Equal(expected, fault.Message);
    }

    [Fact]
    public static void Are_refused_without_exception_where_asked_so() => Assert.False(AwsAccountId.TryParse("12345", null, out _));
}
