using TutorPipeline.Model.Environment;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Tests.Cluster.Manifests;

public static class WorkloadTests
{
    [Fact]
    public static void Asks_lms_for_its_heartbeat_under_its_own_host()
    {
        var probe = Rendered.Set().Container("lms")["readinessProbe"]!["httpGet"]!;

        Assert.Equal("/heartbeat", (string?)probe["path"]);
        Assert.Equal(8000, (int?)probe["port"]);
        Assert.Equal("Host", (string?)probe["httpHeaders"]![0]!["name"]);
        Assert.Equal("courses.yourschool.edu", (string?)probe["httpHeaders"]![0]!["value"]);
    }

    [Fact]
    public static void Does_not_restart_lms_for_the_databases_sake()
    {
        var probe = Rendered.Set().Container("lms")["livenessProbe"]!;

        Assert.Equal(8000, (int?)probe["tcpSocket"]!["port"]);
        Assert.Null(probe["httpGet"]);
    }

    [Fact]
    public static void Looks_whether_a_worker_is_connected_to_redis()
    {
        var command = Rendered.Set().Container("cms-worker")["readinessProbe"]!["exec"]!["command"]!.AsArray();

        Assert.Equal(["grep", "-q", ":18EB 01 ", "/proc/net/tcp", "/proc/net/tcp6"], command.Select(word => (string?)word));
    }

    [Fact]
    public static void Gives_every_deployment_deadlines()
    {
        foreach (var item in Rendered.Set().Items.Where(item => item.Key.Kind == "Deployment"))
        {
            Assert.Equal(15, (int?)item.Document["spec"]!["minReadySeconds"]);
            Assert.Equal(600, (int?)item.Document["spec"]!["progressDeadlineSeconds"]);
        }
    }

    [Fact]
    public static void Leaves_the_number_of_pods_to_the_autoscaler()
    {
        var set = Rendered.Set();

        Assert.Null(set.Document("deployment/lms")["spec"]!["replicas"]);
        var lms = set.Document("horizontalpodautoscaler/lms")["spec"]!;
        Assert.Equal((2, 10), ((int)lms["minReplicas"]!, (int)lms["maxReplicas"]!));
        Assert.Equal(30, (int?)lms["metrics"]![0]!["resource"]!["target"]!["averageUtilization"]);
        var worker = set.Document("horizontalpodautoscaler/cms-worker")["spec"]!;
        Assert.Equal((1, 10), ((int)worker["minReplicas"]!, (int)worker["maxReplicas"]!));
        Assert.Equal(50, (int?)worker["metrics"]![0]!["resource"]!["target"]!["averageUtilization"]);
        Assert.DoesNotContain(set.Items, item => item.Key.ToString() == "horizontalpodautoscaler/meilisearch");
        Assert.Equal(1, (int?)set.Document("poddisruptionbudget/lms")["spec"]!["maxUnavailable"]);
    }

    [Fact]
    public static void Scales_as_it_is_told()
    {
        var deploy = DeployChoices.Default with { Autoscaling = [AutoscalingChoice.Parse("cms-worker=3-7@40", null)] };

        var worker = Rendered.Set(deploy).Document("horizontalpodautoscaler/cms-worker")["spec"]!;

        Assert.Equal((3, 7), ((int)worker["minReplicas"]!, (int)worker["maxReplicas"]!));
    }

    [Theory]
    [InlineData("nobody=1-2@50", "Autoscaling: there is no Deployment nobody in the render. It has lms, cms-worker, caddy, meilisearch.")]
    [InlineData(
        "meilisearch=1-2@50",
        "Autoscaling: the Deployment meilisearch keeps its data on a volume that one pod alone can use, so it cannot be scaled. Leave it out.")]
    public static void Refuses_to_scale_what_cannot_be(string choice, string expected)
    {
        var deploy = DeployChoices.Default with { Autoscaling = [AutoscalingChoice.Parse(choice, null)] };

        Assert.Equal(expected, Assert.Throws<ManifestException>(() => Rendered.Set(deploy)).Message);
    }

    [Fact]
    public static void Reserves_what_was_chosen_and_otherwise_its_own_figures()
    {
        var set = Rendered.Set(DeployChoices.Default with { Resources = [ResourceChoice.Parse("caddy=1,512Mi,1Gi", null)] });

        Assert.Equal("""{"requests":{"cpu":"1","memory":"512Mi"},"limits":{"memory":"1Gi"}}""", set.Container("caddy")["resources"]!.ToJsonString());
        Assert.Equal("""{"requests":{"cpu":"250m","memory":"2Gi"},"limits":{"memory":"3Gi"}}""", set.Container("lms")["resources"]!.ToJsonString());
    }

    [Fact]
    public static void Refuses_resources_of_what_is_not_there()
    {
        var deploy = DeployChoices.Default with { Resources = [ResourceChoice.Parse("nobody=1,1Gi,1Gi", null)] };

        Assert.Equal(
            "Resources: there is no Deployment nobody in the render. It has lms, cms-worker, caddy, meilisearch.",
            Assert.Throws<ManifestException>(() => Rendered.Set(deploy)).Message);
    }

    [Theory]
    [InlineData("lms=2@30")]
    [InlineData("lms=5-2@30")]
    [InlineData("lms=0-2@30")]
    [InlineData("lms=1-2@101")]
    [InlineData("=1-2@50")]
    public static void Refuses_a_wrong_way_to_scale(string text) => Assert.Equal(
        $"'{text}' does not say how to scale; use WORKLOAD=MIN-MAX@PERCENT, such as lms=2-10@30",
        Assert.Throws<FormatException>(() => AutoscalingChoice.Parse(text, null)).Message);

    [Theory]
    [InlineData("lms=500m,2Gi")]
    [InlineData("lms=500m,2Gi,1Gi")]
    [InlineData("lms=x,2Gi,3Gi")]
    [InlineData("=1,2Gi,3Gi")]
    public static void Refuses_wrong_resources(string text) => Assert.Equal(
        $"'{text}' does not say what a pod asks for; use WORKLOAD=CPU,MEMORY,LIMIT, such as lms=500m,2Gi,4Gi, with a limit that is no less than the memory",
        Assert.Throws<FormatException>(() => ResourceChoice.Parse(text, null)).Message);

    [Fact]
    public static void Runs_the_platforms_code_as_its_own_account()
    {
        var set = Rendered.Set();

        Assert.Equal("openedx", (string?)set.Pod("lms")["serviceAccountName"]);
        Assert.Equal("openedx", (string?)set.Pod("cms-worker")["serviceAccountName"]);
        Assert.Null(set.Pod("caddy")["serviceAccountName"]);
        Assert.Contains(set.Items, item => item.Key.ToString() == "serviceaccount/openedx");
        Assert.Contains(set.Items, item => item.Key.ToString() == "serviceaccount/backup");
    }
}
