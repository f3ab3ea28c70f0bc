using System.Text;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Tests.Cluster.Manifests;

public static class ManifestRenderingTests
{
    [Fact]
    public static void Keeps_job_templates_apart()
    {
        var set = Rendered.Set();

        Assert.DoesNotContain(set.Items, item => item.Key.Kind == "Job");
        var job = set.JobTemplates["lms"].Document["spec"]!["template"]!["spec"]!;
        Assert.Equal(Rendered.Reference, (string?)job["containers"]![0]!["image"]);
        Assert.Equal("openedx-config-abc", (string?)job["volumes"]![0]!["secret"]!["secretName"]);
        Assert.Equal("openedx", (string?)job["serviceAccountName"]);
    }

    [Fact]
    public static void Names_own_images_by_digest_and_leaves_others()
    {
        var set = Rendered.Set();

        Assert.Equal(Rendered.Reference, (string?)set.Container("lms")["image"]);
        Assert.Equal("docker.io/caddy:2.7.4", (string?)set.Container("caddy")["image"]);
    }

    [Fact]
    public static void Names_an_own_image_without_a_digest()
    {
        var error = Assert.Throws<ManifestException>(() => ManifestRendering.Render(Rendered.Yaml, Rendered.Input() with { Images = [] }));

        Assert.Equal(
            $"deployment/lms: the image {Rendered.Registry}/openedx:21.0.8-202611231400 is the platform's own and has no digest. "
            + "Run PushImage, which writes down the digest of each image that it pushed.", error.Message);
    }

    [Fact]
    public static void Makes_a_secret_of_a_config_map_that_holds_a_password_and_of_no_other()
    {
        var set = Rendered.Set();

        var secret = set.Document("secret/openedx-config-abc");
        Assert.Equal("Opaque", (string?)secret["type"]);
        Assert.Equal(
            $"MONGODB: {Rendered.Password}", Encoding.UTF8.GetString(Convert.FromBase64String((string)secret["data"]!["lms.env.yml"]!)));
        Assert.DoesNotContain(set.Items, item => item.Key.ToString() == "configmap/openedx-config-abc");
        Assert.Equal("openedx-config-abc", (string?)set.Pod("lms")["volumes"]![0]!["secret"]!["secretName"]);
        Assert.Null(set.Pod("lms")["volumes"]![0]!["configMap"]);
        Assert.Equal("openedx-uwsgi-config-abc", (string?)set.Pod("lms")["volumes"]![1]!["configMap"]!["name"]);
    }

    [Fact]
    public static void Moves_a_variable_that_holds_a_secret_into_a_secret()
    {
        var set = Rendered.Set();

        var from = set.Container("meilisearch")["env"]![0]!["valueFrom"]!["secretKeyRef"]!;
        var secret = set.Document($"secret/{(string)from["name"]!}");
        Assert.Null(set.Container("meilisearch")["env"]![0]!["value"]);
        Assert.Equal(Rendered.MasterKey, Encoding.UTF8.GetString(Convert.FromBase64String((string)secret["data"]![(string)from["key"]!]!)));
        Assert.Equal("2", (string?)set.Container("lms")["env"]![0]!["value"]);
    }

    [Fact]
    public static void Leaves_no_secret_value_outside_secrets()
    {
        var open = Rendered.Set().Items.Where(item => item.Key.Kind != "Secret").Select(item => item.Document.ToJsonString());

        Assert.All(open, text =>
        {
            Assert.DoesNotContain(Rendered.Password, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Rendered.MasterKey, text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public static void Finds_an_rsa_key_by_its_private_number()
    {
        var key = Model.SecretGenerator.RsaKey(2048);
        using var rsa = System.Security.Cryptography.RSA.Create();
        rsa.ImportFromPem(key.Reveal());
        var number = System.Buffers.Text.Base64Url.EncodeToString(rsa.ExportParameters(true).D!);
        var yaml = Rendered.Yaml.Replace("[uwsgi]", number, StringComparison.Ordinal);

        var set = ManifestRendering.Render(yaml, Rendered.Input() with { Secrets = [key] });

        Assert.Contains(set.Items, item => item.Key.ToString() == "secret/openedx-uwsgi-config-abc");
    }

    [Fact]
    public static void Keeps_labels_and_selectors_of_tutor_and_labels_its_own()
    {
        var set = Rendered.Set();

        var lms = set.Document("deployment/lms");
        Assert.Equal("tutor", (string?)lms["metadata"]!["labels"]!["app.kubernetes.io/managed-by"]);
        Assert.Equal("tutor", (string?)lms["spec"]!["selector"]!["matchLabels"]!["app.kubernetes.io/managed-by"]);
        var labels = set.Document("ingress/openedx")["metadata"]!["labels"]!;
        Assert.Equal("openedx-tutor-courses-yourschool-virginia", (string?)labels["app.kubernetes.io/instance"]);
        Assert.Equal("tutorpipeline", (string?)labels["app.kubernetes.io/managed-by"]);
    }

    [Fact]
    public static void Refuses_an_object_that_is_there_twice()
    {
        var yaml = Rendered.Yaml + "\n---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: openedx, namespace: courses-yourschool-virginia}\n"
            + "spec: {rules: []}\n";

        var error = Assert.Throws<ManifestException>(() => ManifestRendering.Render(yaml, Rendered.Input()));

        Assert.Equal(
            "The render has ingress/openedx twice. Only one can be applied: look for two Tutor plugins that both make it, or for one that makes "
            + "what the pipeline makes itself.", error.Message);
    }

    [Theory]
    [InlineData(
        "apiVersion: v1\nkind: Service\n",
        "Document 1 of what 'kubectl kustomize' printed is no object: The document has no metadata, so it names no object of a cluster. "
        + "Look for a Tutor plugin that adds to the Kubernetes files.")]
    [InlineData(
        "- one\n",
        "Document 1 of what 'kubectl kustomize' printed is no object: It is no mapping. Look for a Tutor plugin that adds to the Kubernetes files.")]
    [InlineData(
        "",
        "What 'kubectl kustomize' printed has no Deployment, so there is nothing to deploy. Run ConfigurePlatform again.")]
    public static void Refuses_what_is_no_set_of_objects(string yaml, string expected)
    {
        var error = Assert.Throws<ManifestException>(() => ManifestRendering.Render(yaml, Rendered.Input()));

        Assert.Equal(expected, error.Message);
    }

    [Fact]
    public static void Says_that_text_is_no_yaml()
    {
        var error = Assert.Throws<ManifestException>(() => ManifestRendering.Render("a: [", Rendered.Input()));

        Assert.StartsWith("What 'kubectl kustomize' printed is no YAML: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(". Look for a Tutor plugin that patches the Kubernetes files.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static void Names_every_reference_that_leads_nowhere()
    {
        var yaml = Rendered.Yaml
            .Replace("claimName: meilisearch", "claimName: lost", StringComparison.Ordinal)
            .Replace("key: uwsgi.ini", "key: other.ini", StringComparison.Ordinal)
            .Replace("{name: UWSGI_WORKERS, value: \"2\"}", "{name: TOKEN, valueFrom: {secretKeyRef: {name: token, key: t}}}", StringComparison.Ordinal);

        var error = Assert.Throws<ManifestException>(() => ManifestRendering.Render(yaml, Rendered.Input()));

        Assert.Equal(
            "Pods would wait for ever for what does not exist:\n"
            + "  deployment/lms, volume uwsgi-config: ConfigMap openedx-uwsgi-config-abc has no key other.ini.\n"
            + "  deployment/lms, env TOKEN of lms: there is no Secret token.\n"
            + "  deployment/meilisearch, volume data: there is no PersistentVolumeClaim lost.\n"
            + "Make it with a Tutor plugin, create the Secret (SyncSecrets makes the platform's own), or take the reference out.", error.Message);
    }

    [Fact]
    public static void Takes_a_secret_that_exists_already()
    {
        var yaml = Rendered.Yaml.Replace(
            "{name: UWSGI_WORKERS, value: \"2\"}", "{name: TOKEN, valueFrom: {secretKeyRef: {name: token, key: t}}}", StringComparison.Ordinal);

        var set = ManifestRendering.Render(yaml, Rendered.Input() with { ExistingSecrets = ["token"] });

        Assert.Equal("token", (string?)set.Container("lms")["env"]![0]!["valueFrom"]!["secretKeyRef"]!["name"]);
    }

    [Fact]
    public static void Renders_the_same_twice() => Assert.Equal(
        Rendered.Set().Items.Select(item => item.Document.ToJsonString()), Rendered.Set().Items.Select(item => item.Document.ToJsonString()));
}
