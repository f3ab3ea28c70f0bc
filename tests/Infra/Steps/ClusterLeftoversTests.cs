using TutorPipeline.Infra.Calls;
using TutorPipeline.Infra.Steps;
using TutorPipeline.Infra.Tests.Calls;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Steps;

public sealed class ClusterLeftoversTests : IDisposable
{
    private const string Aws = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/";
    private readonly LoopbackAws server;
    private readonly Notes notes = new();

    // What exists, by id or name; a number says for how many more questions a deleted thing still shows, or a group is still in use.
    private readonly Dictionary<string, int> there = new()
    {
        ["net/ingress/1"] = 2, ["old"] = 0, ["vol-data"] = 1, ["vol-root"] = 0, ["sg-balancer"] = 2, ["sg-cluster"] = 0, ["sg-stack"] = 0,
    };

    private readonly HashSet<string> deleted = [];
    private string holder = string.Empty;

    public ClusterLeftoversTests() => server = new LoopbackAws(Answer);

    [Fact]
    public async Task Lists_what_the_cluster_made_and_nothing_of_others()
    {
        var plan = await Step().PlanAsync(notes, default);

        Assert.Equal(
            [
                new(ChangeKind.Delete, "cluster/load-balancer/ingress", "network, ingress.example"),
                new(ChangeKind.Delete, "cluster/load-balancer/old", "classic, old.example"),
                new(ChangeKind.Delete, "cluster/volume/vol-data", "20 GiB with data"),
                new(ChangeKind.Skip, "cluster/volume/vol-root", "80 GiB; it goes with its instance i-1"),
                new(ChangeKind.Delete, "cluster/security-group/sg-balancer", "made for a load balancer"),
            ],
            plan.Changes);
        Assert.Empty(deleted);
    }

    [Fact]
    public async Task Deletes_them_and_waits_until_they_are_gone()
    {
        var plan = await Step().PlanAsync(notes, default);

        await Step().ApplyAsync(plan, notes, default);

        Assert.Equal(["net/ingress/1", "old", "vol-data", "sg-balancer"], deleted);
        Assert.Equal(["vol-root", "sg-cluster", "sg-stack"], there.Keys);
        Assert.Equal(
            [
                "Deletes the load balancer ingress.", "Deletes the load balancer old.", "Waiting: the load balancer ingress is there",
                "Waiting: the volume vol-data is available", "Waiting: the security group sg-balancer is in use",
            ],
            notes.Lines);
    }

    [Fact]
    public async Task Finds_nothing_the_second_time()
    {
        await Step().ApplyAsync(await Step().PlanAsync(notes, default), notes, default);

        var plan = await Step().PlanAsync(notes, default);

        Assert.Equal("cluster/volume/vol-root", Assert.Single(plan.Changes).Subject);
    }

    [Fact]
    public async Task Says_who_holds_a_volume()
    {
        holder = "i-7";
        var plan = await Step().PlanAsync(notes, default);
        Assert.Contains(
            new Change(ChangeKind.Delete, "cluster/volume/vol-data", "20 GiB with data; once i-7 has let go of it"), plan.Changes);
        var onlyVolumes = plan with { LoadBalancers = [], SecurityGroups = [] };

        var error = await Assert.ThrowsAsync<NotFinishedInTimeException>(
            () => Step(Notes.OneLook).ApplyAsync(onlyVolumes, notes, default));

        Assert.Equal(
            "Waited 0 minutes for AWS, and still the volume vol-data is in-use, held by i-7. Remove the pods that use it, or its instance; "
            + "then run Destroy again.",
            error.Message);
    }

    [Fact]
    public async Task Says_that_a_load_balancer_comes_back()
    {
        var plan = await Step().PlanAsync(notes, default);

        var error = await Assert.ThrowsAsync<NotFinishedInTimeException>(() => Step(Notes.OneLook).ApplyAsync(plan, notes, default));

        Assert.Equal(
            "Waited 0 minutes for AWS, and still the load balancer ingress is there. Delete the Service or Ingress that it belongs to, or "
            + "it is made anew; then run Destroy again.",
            error.Message);
    }

    public void Dispose() => server.Dispose();

    private ClusterLeftovers Step(Patience? patience = null) => new(
        new TagCalls(server.Aws), new LoadBalancerCalls(server.Aws), new ComputeCalls(server.Aws), "prod", patience ?? Notes.Impatience);

    private LoopbackAnswer Answer(AskedCall call) => call.Operation switch
    {
        "GetResources" => Tagged(call.Body),
        "DescribeLoadBalancers" => Balancer(Id(call)),
        "DescribeVolumes" => Volume(Id(call)),
        "DescribeSecurityGroups" => Exists(Id(call))
            ? new("<R><securityGroupInfo><item/></securityGroupInfo></R>") : Gone("InvalidGroup.NotFound"),
        _ => Delete(Id(call)),
    };

    private static string Id(AskedCall call) => (call.Field("LoadBalancerArns.member.1") ?? call.Field("LoadBalancerArn")
        ?? call.Field("LoadBalancerNames.member.1") ?? call.Field("LoadBalancerName") ?? call.Field("VolumeId.1") ?? call.Field("VolumeId")
        ?? call.Field("GroupId.1") ?? call.Field("GroupId"))!.Replace(Aws, string.Empty, StringComparison.Ordinal);

    private static LoopbackAnswer Gone(string code) => LoopbackAnswer.Fault(400, code, "not there");

    // AWS lists what was deleted for a while: the third tag shows things that are gone.
    private static LoopbackAnswer Tagged(string filter) => new(filter switch
    {
        _ when filter.Contains("\"elbv2.k8s.aws/cluster\"", StringComparison.Ordinal) =>
            Resources((Aws + "net/ingress/1", "a"), ("arn:aws:ec2:x:y:security-group/sg-balancer", "a")),
        _ when filter.Contains("\"eks:eks-cluster-name\"", StringComparison.Ordinal) =>
            Resources(("arn:aws:ec2:x:y:volume/vol-root", "a"), ("arn:aws:ec2:x:y:volume/vol-gone", "a")),
        _ when filter.Contains("\"kubernetes.io/cluster/prod\",\"Values\":[\"owned\"]", StringComparison.Ordinal) => Resources(
            (Aws + "old", "a"), (Aws + "net/ingress/1", "a"), ("arn:aws:ec2:x:y:volume/vol-data", "a"),
            ("arn:aws:ec2:x:y:security-group/sg-cluster", "aws:eks:cluster-name"),
            ("arn:aws:ec2:x:y:security-group/sg-stack", "ManagedBy")),
        _ => throw new InvalidOperationException(filter),
    });

    private static string Resources(params (string Arn, string Tag)[] resources) =>
        "{\"ResourceTagMappingList\":["
        + string.Join(',', resources.Select(r => $$"""{"ResourceARN":"{{r.Arn}}","Tags":[{"Key":"{{r.Tag}}","Value":"TutorPipeline"}]}"""))
        + "]}";

    private LoopbackAnswer Balancer(string id) => !Exists(id) ? Gone("LoadBalancerNotFound")
        : id == "old" ? new("<R><LoadBalancerDescriptions><member><DNSName>old.example</DNSName></member></LoadBalancerDescriptions></R>")
        : new("<R><LoadBalancers><member><LoadBalancerName>ingress</LoadBalancerName><Type>network</Type><DNSName>ingress.example</DNSName>"
            + "</member></LoadBalancers></R>");

    private LoopbackAnswer Volume(string id)
    {
        if (!Exists(id))
        {
            return Gone("InvalidVolume.NotFound");
        }

        var (size, instance, goes) = id == "vol-root" ? (80, "i-1", "true") : (20, holder, "false");
        var attachment = instance.Length == 0 ? string.Empty
            : $"<item><instanceId>{instance}</instanceId><deleteOnTermination>{goes}</deleteOnTermination></item>";
        return new($"<R><volumeSet><item><size>{size}</size><status>{(instance.Length == 0 ? "available" : "in-use")}</status>"
            + $"<attachmentSet>{attachment}</attachmentSet></item></volumeSet></R>");
    }

    private LoopbackAnswer Delete(string id)
    {
        if (id.StartsWith("sg-", StringComparison.Ordinal) && there[id]-- > 0)
        {
            return LoopbackAnswer.Fault(400, "DependencyViolation", "has a dependent object");
        }

        deleted.Add(id);
        if (id.StartsWith("sg-", StringComparison.Ordinal) || there[id] == 0)
        {
            there.Remove(id);
        }

        return new("<R/>");
    }

    // A deleted thing shows for some more questions.
    private bool Exists(string id)
    {
        if (there.TryGetValue(id, out var more) && deleted.Contains(id) && (there[id] = more - 1) < 0)
        {
            there.Remove(id);
        }

        return there.ContainsKey(id);
    }
}
