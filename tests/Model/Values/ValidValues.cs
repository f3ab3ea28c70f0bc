using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Tests.Values;

public static class ValidValues
{
    public static TheoryData<Type, string> Texts => new()
    {
        { typeof(AwsAccountId), "123456789012" },
        { typeof(AwsAccountId), "000000000000" },
        { typeof(AwsRegion), "us-east-1" },
        { typeof(DomainName), "yourschool.edu" },
        { typeof(DomainName), "a.b" },
        { typeof(DomainName), "xn--bcher-kva.example" },
        { typeof(DomainName), "123.example" },
        { typeof(Label), "yourschool" },
        { typeof(Label), "a" },
        { typeof(Label), "north-virginia-20-ch" },
        { typeof(CidrBlock), "192.168.0.0/20" },
        { typeof(CidrBlock), "0.0.0.0/0" },
        { typeof(CidrBlock), "203.0.113.7/32" },
        { typeof(RdsInstanceClass), "db.t4g.small" },
        { typeof(RdsInstanceClass), "db.r6gd.16xlarge" },
        { typeof(CacheNodeType), "cache.t4g.small" },
        { typeof(Ec2InstanceType), "t3.large" },
        { typeof(Ec2InstanceType), "m7i-flex.large" },
        { typeof(Ec2InstanceType), "u-6tb1.metal" },
        { typeof(Ec2InstanceType), "c7i.metal-24xl" },
        { typeof(KubernetesVersion), "1.35" },
        { typeof(EngineVersion), "8.4" },
        { typeof(EngineVersion), "5.0.0" },
        { typeof(EngineVersion), "8" },
        { typeof(SourceReference), "lpm0073/edx-theme-example@main" },
        { typeof(SourceReference), "https://gitlab.example:8443/group/sub/theme.git@release/1.0" },
        { typeof(SourceReference), "ssh://git@github.com/yourschool/plugin@v1" },
        { typeof(SourceReference), "./theme" },
        { typeof(EndpointUrl), "http://127.0.0.1:5000" },
        { typeof(EndpointUrl), "https://localhost.localstack.cloud" },
        { typeof(ResourceAddress), "mysql/aws_db_instance.main" },
        { typeof(ResourceImport), "network/aws_vpc.main=vpc-0123456789abcdef0" },
        { typeof(ResourceImport), "dns/aws_acm_certificate.main=arn:aws:acm:us-east-1:123456789012:certificate/0" },
        { typeof(RegistryHost), "localhost:5000" },
        { typeof(RegistryHost), "[::1]:5000" },
        { typeof(RegistryHost), "123456789012.dkr.ecr.us-east-1.amazonaws.com" },
        { typeof(EmailAddress), "no-reply@yourschool.edu" },
        { typeof(EmailAddress), "o'neill+x@courses.yourschool.edu" },
        { typeof(CronExpression), "0 8 * * *" },
        { typeof(CronExpression), "*/15 0-6,20 1,15 jan-mar MON-FRI" },
        { typeof(CronExpression), "0 0 * * 7" },
        { typeof(WeeklyWindow), "sun:00:00-sun:03:00" },
        { typeof(WeeklyWindow), "sun:23:30-mon:00:30" },
        { typeof(DailyWindow), "03:00-06:00" },
        { typeof(DailyWindow), "23:45-00:15" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public static void Are_read_and_written_alike(Type type, string text) => Assert.Equal(text, Reader.Read(type, text).ToString());

    [Theory]
    [MemberData(nameof(Texts))]
    public static void Are_equal_when_their_texts_are(Type type, string text) =>
        Assert.Equal(Reader.Read(type, text), Reader.Read(type, text));

    [Theory]
    [MemberData(nameof(Texts))]
    public static void Are_read_by_type_converters_too(Type type, string text)
    {
        var converter = System.ComponentModel.TypeDescriptor.GetConverter(type);

        Assert.True(converter.CanConvertFrom(typeof(string)));
        Assert.Equal(Reader.Read(type, text), converter.ConvertFromInvariantString(text));
    }

    [Fact]
    public static void Of_days_are_kept_in_lower_case() =>
        Assert.Equal("sun:00:00-sun:03:00", WeeklyWindow.Parse("Sun:00:00-Sun:03:00", null).Text);

    [Fact]
    public static void Of_every_kind_are_in_the_table()
    {
        var kinds = typeof(TextValue).Assembly.GetTypes().Where(t => t.BaseType == typeof(TextValue));
        var tested = Texts.Select(row => row.Data.Item1).Append(typeof(ImageReference)).ToHashSet();

        Assert.All(kinds, kind => Assert.Contains(kind, tested));
    }
}
