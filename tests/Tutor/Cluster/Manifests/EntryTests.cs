using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Tests.Environment;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Tests.Cluster.Manifests;

public static class EntryTests
{
    private static readonly DeployChoices Nginx = DeployChoices.Default with { Ingress = IngressChoice.Parse("class:nginx", null) };

    [Fact]
    public static void Leads_every_host_to_caddy()
    {
        var rules = Rendered.Set().Document("ingress/openedx")["spec"]!["rules"]!.AsArray();

        Assert.Equal(
            [
                "courses.yourschool.edu", "studio.courses.yourschool.edu", "preview.courses.yourschool.edu", "apps.courses.yourschool.edu",
                "meilisearch.courses.yourschool.edu",
            ],
            rules.Select(rule => (string?)rule!["host"]));
        Assert.All(rules, rule =>
        {
            var service = rule!["http"]!["paths"]![0]!["backend"]!["service"]!;
            Assert.Equal(("caddy", 80), ((string?)service["name"], (int?)service["port"]!["number"]));
        });
    }

    [Fact]
    public static void Leads_the_hosts_of_subdomains_too()
    {
        var environment = Reference.Prod with { Identity = Reference.Prod.Identity with { Subdomains = [Reference.Label("dev")] } };

        var set = ManifestRendering.Render(Rendered.Yaml, Rendered.Input(environment));

        Assert.Equal("dev.courses.yourschool.edu", (string?)set.Document("ingress/openedx")["spec"]!["rules"]!.AsArray()[^1]!["host"]);
    }

    [Fact]
    public static void Asks_auto_mode_for_a_load_balancer_with_the_certificate()
    {
        var set = Rendered.Set();

        var notes = set.Document("ingress/openedx")["metadata"]!["annotations"]!;
        Assert.Equal("arn:aws:acm:us-east-1:123456789012:certificate/1", (string?)notes["alb.ingress.kubernetes.io/certificate-arn"]);
        Assert.Equal("443", (string?)notes["alb.ingress.kubernetes.io/ssl-redirect"]);
        Assert.Equal("ip", (string?)notes["alb.ingress.kubernetes.io/target-type"]);
        Assert.Equal("eks.amazonaws.com/alb", (string?)set.Document("ingressclass/alb-courses-yourschool-virginia")["spec"]!["controller"]);
        var parameters = set.Document("ingressclassparams/alb-courses-yourschool-virginia");
        Assert.Equal("eks.amazonaws.com/v1", (string?)parameters["apiVersion"]);
        Assert.Equal("internet-facing", (string?)parameters["spec"]!["scheme"]);
    }

    [Fact]
    public static void Says_that_a_load_balancer_needs_a_certificate()
    {
        var error = Assert.Throws<ManifestException>(
            () => ManifestRendering.Render(Rendered.Yaml, Rendered.Input() with { CertificateArn = null }));

        Assert.Equal(
            "Ingress: an Application Load Balancer needs the certificate of the environment's zone, which is not known. Run ProvisionDns, or choose "
            + "--ingress caddy or --ingress class:NAME, which get certificates from LetsEncrypt.", error.Message);
    }

    [Fact]
    public static void Uses_a_class_of_the_cluster_with_cert_manager()
    {
        var set = Rendered.Set(Nginx);

        var ingress = set.Document("ingress/openedx");
        Assert.Equal("nginx", (string?)ingress["spec"]!["ingressClassName"]);
        Assert.Equal("letsencrypt", (string?)ingress["metadata"]!["annotations"]!["cert-manager.io/cluster-issuer"]);
        Assert.Equal("openedx-tls", (string?)ingress["spec"]!["tls"]![0]!["secretName"]);
        Assert.DoesNotContain(set.Items, item => item.Key.Kind == "IngressClass");
    }

    [Fact]
    public static void Exposes_caddy_itself()
    {
        var set = Rendered.Set(DeployChoices.Default with { Ingress = IngressChoice.Caddy });

        var caddy = set.Document("service/caddy");
        Assert.Equal("LoadBalancer", (string?)caddy["spec"]!["type"]);
        Assert.Equal("eks.amazonaws.com/nlb", (string?)caddy["spec"]!["loadBalancerClass"]);
        Assert.DoesNotContain(set.Items, item => item.Key.Kind == "Ingress");
    }

    [Theory]
    [InlineData("class:")]
    [InlineData("class:Two Words")]
    [InlineData("nginx")]
    public static void Refuses_another_way_in(string text) => Assert.Equal(
        $"'{text}' is no way to reach the platform; use alb, caddy, or class:NAME with an IngressClass of the cluster",
        Assert.Throws<FormatException>(() => IngressChoice.Parse(text, null)).Message);

    [Fact]
    public static void Lets_only_the_entry_and_the_namespace_connect()
    {
        var set = Rendered.Set();

        Assert.Empty(set.Document("networkpolicy/openedx-default-deny")["spec"]!["ingress"]!.AsArray());
        Assert.Equal(
            "caddy",
            (string?)set.Document("networkpolicy/openedx-entry")["spec"]!["podSelector"]!["matchLabels"]!["app.kubernetes.io/name"]);
        Assert.DoesNotContain(
            Rendered.Set(DeployChoices.Default with { NetworkPolicies = false }).Items, item => item.Key.Kind == "NetworkPolicy");
    }

    [Fact]
    public static void Makes_a_default_storage_class_that_encrypts()
    {
        var storage = Rendered.Set().Document("storageclass/openedx-gp3");

        Assert.Equal("ebs.csi.eks.amazonaws.com", (string?)storage["provisioner"]);
        Assert.Equal("true", (string?)storage["parameters"]!["encrypted"]);
        Assert.Equal("true", (string?)storage["metadata"]!["annotations"]!["storageclass.kubernetes.io/is-default-class"]);
    }

    [Fact]
    public static void Leaves_what_is_the_clusters_to_the_parent_environment()
    {
        var yaml = Rendered.Yaml.Replace("openedx:21", "dev/openedx:21", StringComparison.Ordinal);
        var input = Rendered.Input(Reference.Dev with { Deploy = DeployChoices.Default with { NodePoolCpus = 8 } });
        var images = input.Images.Select(image => image with { Reference = image.Reference.Replace("/openedx", "/dev/openedx", StringComparison.Ordinal) });

        var set = ManifestRendering.Render(yaml, input with { Images = [.. images] });

        Assert.DoesNotContain(set.Items, item => item.Key.Kind is "StorageClass" or "NodePool");
    }

    [Fact]
    public static void Makes_a_node_pool_only_when_asked()
    {
        Assert.DoesNotContain(Rendered.Set().Items, item => item.Key.Kind == "NodePool");

        var pool = Rendered.Set(DeployChoices.Default with { NodePoolCpus = 16 }).Document("nodepool/openedx");

        Assert.Equal("16", (string?)pool["spec"]!["limits"]!["cpu"]);
    }
}
