using System.Text.Json.Nodes;
using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>Lets browsers in. All hosts lead to Tutor's Caddy, which knows which service is whose.</summary>
internal sealed class PlatformIngress(PlatformEnvironment environment, string? certificateArn, OwnObjects own)
{
    private const string ObjectName = "openedx";
    private const string CaddyService = "caddy";
    private const string TlsSecret = "openedx-tls";

    private bool IsAuto => environment.Cluster.Compute == ClusterComputeMode.Auto;

    /// <summary>IngressClasses are the cluster's, and each environment has a certificate of its own.</summary>
    private string ClassName => $"alb-{environment.Names.Namespace}";

    public IEnumerable<Manifest> Objects()
    {
        switch (environment.Deploy.Ingress.Kind)
        {
            case IngressKind.Alb:
                yield return Parameters();
                yield return Class();
                yield return Ingress(ClassName, Alb(certificateArn ?? throw ManifestException.NoCertificate()), withTls: false);
                break;
            case IngressKind.Class:
                yield return Ingress(environment.Deploy.Ingress.ClassName!, Nginx(), withTls: true);
                break;
            default:
                break;
        }
    }

    /// <summary>Where Caddy takes the connections itself, AWS shall give its Service a network load balancer that the internet reaches.</summary>
    public IReadOnlyList<Manifest> WithLoadBalancer(IReadOnlyList<Manifest> manifests) => environment.Deploy.Ingress.Kind != IngressKind.Caddy
        ? manifests
        : [.. manifests.Select(manifest => manifest.Key is { Group: "", Kind: "Service", Name: CaddyService } ? Exposed(manifest) : manifest)];

    private Manifest Exposed(Manifest service)
    {
        var document = service.Document.DeepClone().AsObject();
        var (metadata, spec) = (document["metadata"]!.AsObject(), document["spec"]!.AsObject());
        var annotations = metadata["annotations"] as JsonObject ?? [];
        metadata["annotations"] = annotations;
        annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"] = "internet-facing";
        annotations["service.beta.kubernetes.io/aws-load-balancer-nlb-target-type"] = "ip";
        spec["type"] = "LoadBalancer";
        spec["loadBalancerClass"] = IsAuto ? "eks.amazonaws.com/nlb" : "service.k8s.aws/nlb";
        return new Manifest(document);
    }

    private IReadOnlyList<DomainName> Hosts()
    {
        var names = environment.Names;
        return
        [
            names.LmsHost, names.StudioHost, names.PreviewHost, names.AppsHost, names.MeilisearchHost,
            .. environment.Identity.Subdomains.Select(label => names.Domain.Below(label.Text)),
        ];
    }

    private Manifest Parameters() => own.InCluster(
        IsAuto ? "eks.amazonaws.com/v1" : "elbv2.k8s.aws/v1beta1", "IngressClassParams", ClassName,
        new JsonObject { ["spec"] = new JsonObject { ["scheme"] = "internet-facing" } });

    private Manifest Class() => own.InCluster("networking.k8s.io/v1", "IngressClass", ClassName, new JsonObject
    {
        ["spec"] = new JsonObject
        {
            ["controller"] = IsAuto ? "eks.amazonaws.com/alb" : "ingress.k8s.aws/alb",
            ["parameters"] = new JsonObject
            {
                ["apiGroup"] = IsAuto ? "eks.amazonaws.com" : "elbv2.k8s.aws", ["kind"] = "IngressClassParams", ["name"] = ClassName,
            },
        },
    });

    private static JsonObject Alb(string certificate) => new()
    {
        ["alb.ingress.kubernetes.io/target-type"] = "ip",
        ["alb.ingress.kubernetes.io/listen-ports"] = """[{"HTTP":80},{"HTTPS":443}]""",
        ["alb.ingress.kubernetes.io/ssl-redirect"] = "443",
        ["alb.ingress.kubernetes.io/certificate-arn"] = certificate,

        // Caddy answers 200 with nothing to a host that it does not serve, such as the address that the check asks for.
        ["alb.ingress.kubernetes.io/healthcheck-path"] = "/",
        ["alb.ingress.kubernetes.io/success-codes"] = "200-399",
    };

    /// <summary>Uploads of any size and large cookies, as the replaced system allowed them.</summary>
    private static JsonObject Nginx() => new()
    {
        ["cert-manager.io/cluster-issuer"] = "letsencrypt",
        ["nginx.ingress.kubernetes.io/proxy-busy-buffers-size"] = "512k",
        ["nginx.ingress.kubernetes.io/proxy-buffers"] = "4 512k",
        ["nginx.ingress.kubernetes.io/proxy-buffer-size"] = "256k",
        ["nginx.ingress.kubernetes.io/proxy-body-size"] = "0",
        ["nginx.ingress.kubernetes.io/force-ssl-redirect"] = "true",
    };

    private Manifest Ingress(string className, JsonObject annotations, bool withTls)
    {
        var spec = new JsonObject { ["ingressClassName"] = className, ["rules"] = new JsonArray([.. Hosts().Select(Rule)]) };
        if (withTls)
        {
            spec["tls"] = new JsonArray(new JsonObject
            {
                ["hosts"] = new JsonArray([.. Hosts().Select(host => (JsonNode?)host.Text)]), ["secretName"] = TlsSecret,
            });
        }

        return own.InNamespace("networking.k8s.io/v1", "Ingress", ObjectName, new JsonObject { ["spec"] = spec }, annotations);
    }

    private static JsonObject Rule(DomainName host) => new()
    {
        ["host"] = host.Text,
        ["http"] = new JsonObject
        {
            ["paths"] = new JsonArray(new JsonObject
            {
                ["path"] = "/", ["pathType"] = "Prefix",
                ["backend"] = new JsonObject
                {
                    ["service"] = new JsonObject { ["name"] = CaddyService, ["port"] = new JsonObject { ["number"] = 80 } },
                },
            }),
        },
    };
}
