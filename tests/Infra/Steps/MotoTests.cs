using TutorPipeline.Infra.Calls;
using TutorPipeline.Infra.Steps;
using TutorPipeline.Infra.Tests.Calls;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Steps;

/// <summary>The same requests, understood by somebody else.</summary>
public sealed class MotoTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private readonly Notes notes = new();

    [Fact]
    public async Task Makes_the_github_provider_once()
    {
        using var aws = moto.AwsOrSkip();
        var step = new GitHubProvider(new OidcCalls(aws), "123456789012");
        var first = await step.PlanAsync(notes, default);
        await step.ApplyAsync(first, notes, default);

        var second = await step.PlanAsync(notes, default);

        Assert.Equal(ChangeKind.Create, Assert.Single(first.Changes).Kind);
        Assert.Equal(ChangeKind.Skip, Assert.Single(second.Changes).Kind);
        Assert.Equal([$"Made {step.Arn}."], notes.Lines);
    }

    [Fact]
    public async Task Deletes_what_a_cluster_left_behind()
    {
        using var aws = moto.AwsOrSkip();
        await CreateVolumeAsync(aws, "eks:eks-cluster-name", "left");
        await CreateVolumeAsync(aws, "eks:eks-cluster-name", "other");
        await CreateVolumeAsync(aws, "kubernetes.io/cluster/left", "owned");
        var step = new ClusterLeftovers(new TagCalls(aws), new LoadBalancerCalls(aws), new ComputeCalls(aws), "left", Notes.Impatience);
        var plan = await step.PlanAsync(notes, default);

        await step.ApplyAsync(plan, notes, default);

        Assert.Equal([3, 3], plan.Volumes.Select(volume => volume.Gibibytes));
        Assert.Empty((await step.PlanAsync(notes, default)).Changes);
        Assert.Single(await new TagCalls(aws).FindAsync("eks:eks-cluster-name", "other", ["ec2:volume"], default));
    }

    [Fact]
    public async Task Deletes_load_balancers_of_both_generations()
    {
        using var aws = moto.AwsOrSkip();
        var subnets = (await SendAsync(aws, AwsService.Compute, "DescribeSubnets")).Xml().All("subnetId").Take(2).ToArray();
        await SendAsync(
            aws, AwsService.LoadBalancers, "CreateLoadBalancer", ("Name", "web"), ("Subnets.member.1", subnets[0].Value),
            ("Subnets.member.2", subnets[1].Value), ("Tags.member.1.Key", "elbv2.k8s.aws/cluster"), ("Tags.member.1.Value", "balanced"));
        await SendAsync(
            aws, AwsService.ClassicLoadBalancers, "CreateLoadBalancer", ("LoadBalancerName", "old"),
            ("AvailabilityZones.member.1", "us-east-1a"), ("Listeners.member.1.LoadBalancerPort", "80"),
            ("Listeners.member.1.InstancePort", "80"), ("Listeners.member.1.Protocol", "tcp"));
        var calls = new LoadBalancerCalls(aws);
        var step = new ClusterLeftovers(new TagCalls(aws), calls, new ComputeCalls(aws), "balanced", Notes.Impatience);
        var plan = await step.PlanAsync(notes, default);

        // moto does not list load balancers of the old generation by their tags.
        var old = await calls.FindAsync("arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/old", default);
        await step.ApplyAsync(plan with { LoadBalancers = [.. plan.LoadBalancers, old!] }, notes, default);

        Assert.Equal("application web", Assert.Single(plan.LoadBalancers.Select(it => $"{it.Type} {it.Name}")));
        Assert.Equal("classic old", $"{old!.Type} {old.Name}");
        Assert.Empty((await step.PlanAsync(notes, default)).Changes);
        Assert.Null(await calls.FindAsync(old.Arn, default));
    }

    [Fact]
    public async Task Reads_that_a_cache_is_not_there()
    {
        using var aws = moto.AwsOrSkip();

        Assert.Null(await new CacheCalls(aws).FindAsync("nowhere", default));
    }

    [Fact]
    public async Task Gives_a_new_cache_its_token_once()
    {
        using var aws = moto.AwsOrSkip();
        await SendAsync(
            aws, AwsService.Cache, "CreateReplicationGroup", ("ReplicationGroupId", "tokens"), ("ReplicationGroupDescription", "a test"),
            ("TransitEncryptionEnabled", "true"), ("CacheNodeType", "cache.t4g.small"), ("Engine", "redis"));
        var address = new SecretAddress("prod", "redis");
        var keys = new Dictionary<string, Secret> { [RedisToken.Key] = new("sixteen-letters-at-least") };
        var store = new OneSecret(new(address, keys, new Dictionary<string, string>(), "1"));
        var step = new RedisToken(new CacheCalls(aws), store, address, "tokens", Notes.Impatience);

        await step.ApplyAsync(await step.PlanAsync(notes, default), notes, default);

        Assert.True((await new CacheCalls(aws).FindAsync("tokens", default))!.HasToken);
        Assert.Equal(ChangeKind.Skip, Assert.Single((await step.PlanAsync(notes, default)).Changes).Kind);
    }

    [Fact]
    public async Task Says_how_mail_stands()
    {
        var findings = await new AwsExamination(moto.AccessOrSkip(), "123456789012", usesSes: true).ExamineAsync(default);

        Assert.StartsWith("account 123456789012 in us-east-1, as arn:aws:", findings[0].Finding, StringComparison.Ordinal);
        Assert.StartsWith("in the sandbox in us-east-1", findings[1].Finding, StringComparison.Ordinal);
    }

    private static Task CreateVolumeAsync(AwsCalls aws, string key, string value) => SendAsync(
        aws, AwsService.Compute, "CreateVolume", ("AvailabilityZone", "us-east-1a"), ("Size", "3"),
        ("TagSpecification.1.ResourceType", "volume"), ("TagSpecification.1.Tag.1.Key", key), ("TagSpecification.1.Tag.1.Value", value));

    private static Task<AwsAnswer> SendAsync(AwsCalls aws, AwsService service, string operation, params (string, string)[] fields) =>
        aws.SendAsync(AwsCall.Query(service, operation, "a test", fields), default);
}
