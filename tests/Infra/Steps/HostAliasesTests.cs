using TutorPipeline.Infra.Calls;
using TutorPipeline.Infra.Steps;
using TutorPipeline.Infra.Tests.Calls;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Steps;

/// <summary>The names of the platform's hosts, with moto's Route53 and load balancers.</summary>
public sealed class HostAliasesTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private const string Lms = "courses.example.edu";
    private const string Studio = "studio.courses.example.edu";

    private readonly Notes notes = new();

    [Fact]
    public async Task Hosts_lead_to_the_load_balancer_and_follow_it_to_another()
    {
        using var aws = moto.AwsOrSkip();
        var zone = await ZoneAsync(aws);
        var (first, second) = (await BalancerAsync(aws, "first"), await BalancerAsync(aws, "second"));

        var made = await PointAsync(aws, zone, first);
        var again = await PointAsync(aws, zone, first);
        var followed = await PointAsync(aws, zone, second);

        Assert.Equal([(ChangeKind.Create, $"to {first}"), (ChangeKind.Create, $"to {first}")], made);
        Assert.Equal([(ChangeKind.Skip, $"leads to {first}"), (ChangeKind.Skip, $"leads to {first}")], again);
        Assert.Equal((ChangeKind.Update, $"to {second}; it leads to {first}"), followed[0]);
        Assert.Equal($"{Lms}, {Studio} lead to {second}; name servers follow within a minute.", notes.Lines[^1]);
        var sets = await new RecordCalls(aws).ListAsync(zone, default);
        Assert.Equal([second, second], sets.Where(set => set.Type == "A").Select(set => set.Alias));
    }

    [Fact]
    public async Task Hosts_can_lead_to_an_address()
    {
        using var aws = moto.AwsOrSkip();
        var zone = await ZoneAsync(aws);

        await PointAsync(aws, zone, "192.0.2.7");

        var sets = await new RecordCalls(aws).ListAsync(zone, default);
        Assert.Equal(["192.0.2.7"], sets.Single(set => set.Name == Lms && set.Type == "A").Values);
    }

    [Fact]
    public async Task A_load_balancer_of_somebody_else_is_refused()
    {
        using var aws = moto.AwsOrSkip();
        var zone = await ZoneAsync(aws);

        var thrown = await Assert.ThrowsAsync<HostAliasException>(() => PointAsync(aws, zone, "elsewhere.elb.amazonaws.com"));

        Assert.Equal(
            "The cluster says that its load balancer answers at elsewhere.elb.amazonaws.com, and this AWS account has none of that name in this region, so "
            + "no alias can lead to it. Nothing was changed. See 'kubectl describe ingress' in the environment's namespace, and check AwsAccountId and "
            + "AwsRegion.",
            thrown.Message);
    }

    [Fact]
    public async Task A_record_that_would_hide_the_platform_is_named()
    {
        using var server = LoopbackAws.Always(
            $"<R><ResourceRecordSets><ResourceRecordSet><Name>{Studio}.</Name><Type>CNAME</Type><ResourceRecords><ResourceRecord><Value>old.example."
            + "</Value></ResourceRecord></ResourceRecords></ResourceRecordSet></ResourceRecordSets><IsTruncated>false</IsTruncated></R>");

        var thrown = await Assert.ThrowsAsync<HostAliasException>(() => PointAsync(server.Aws, "Z1", "192.0.2.7"));

        Assert.Equal(
            $"{Studio} has a record of type CNAME already, which leads to old.example., and learners would find that instead of the platform. Nothing was "
            + "changed. Delete it in the environment's hosted zone if it is not needed any more, and run PointDns again.",
            thrown.Message);
    }

    [Fact]
    public async Task A_zone_of_several_pages_is_read_to_its_end()
    {
        var page = 0;
        using var server = new LoopbackAws(asked => new(++page == 1
            ? "<R><ResourceRecordSets><ResourceRecordSet><Name>a.</Name><Type>A</Type></ResourceRecordSet></ResourceRecordSets>"
              + "<IsTruncated>true</IsTruncated><NextRecordName>b.</NextRecordName><NextRecordType>A</NextRecordType></R>"
            : @"<R><ResourceRecordSets><ResourceRecordSet><Name>\052.b.</Name><Type>A</Type></ResourceRecordSet></ResourceRecordSets></R>"));

        var sets = await new RecordCalls(server.Aws).ListAsync("Z1", default);

        Assert.Equal(["a", "*.b"], sets.Select(set => set.Name));
    }

    private async Task<IReadOnlyList<(ChangeKind Kind, string? Detail)>> PointAsync(AwsCalls aws, string zone, string address)
    {
        var step = new HostAliases(new RecordCalls(aws), new LoadBalancerCalls(aws), zone, [Lms, Studio], address);
        var plan = await step.PlanAsync(notes, default);
        await step.ApplyAsync(plan, notes, default);
        return [.. plan.Changes.Select(change => (change.Kind, change.Detail))];
    }

    private static async Task<string> ZoneAsync(AwsCalls aws)
    {
        var body = System.Xml.Linq.XElement.Parse(
            "<CreateHostedZoneRequest xmlns='https://route53.amazonaws.com/doc/2013-04-01/'><Name>courses.example.edu</Name>"
            + $"<CallerReference>{Guid.NewGuid()}</CallerReference></CreateHostedZoneRequest>");
        var answer = await aws.SendAsync(AwsCall.PostXml(AwsService.Names, "CreateHostedZone", "a zone", "/2013-04-01/hostedzone", body), default);
        return answer.Xml().All("Id").First().Value.Split('/')[^1];
    }

    private static async Task<string> BalancerAsync(AwsCalls aws, string name)
    {
        var subnets = (await aws.SendAsync(AwsCall.Query(AwsService.Compute, "DescribeSubnets", "subnets", []), default)).Xml().All("subnetId")
            .Take(2).ToArray();
        var answer = await aws.SendAsync(
            AwsCall.Query(
                AwsService.LoadBalancers, "CreateLoadBalancer", name,
                [("Name", name), ("Subnets.member.1", subnets[0].Value), ("Subnets.member.2", subnets[1].Value)]),
            default);
        return answer.Xml().All("DNSName").Single().Value.ToLowerInvariant();
    }
}
