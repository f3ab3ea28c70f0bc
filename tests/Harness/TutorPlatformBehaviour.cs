using System.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace TutorPipeline.Harness.Tests;

/// <summary>What whoever deploys with Tutor 21 relies on in a platform's files, true of the real one and of the stand-in.</summary>
internal static class TutorPlatformBehaviour
{
    private static readonly string[] Stores = ["RUN_MYSQL=false", "RUN_MONGODB=false", "RUN_REDIS=false", "RUN_SMTP=false"];

    public static IReadOnlyDictionary<string, Action<TutorRoot>> Rows { get; } = new Dictionary<string, Action<TutorRoot>>
    {
        ["renders what runs with managed services"] = t => Assert.Equal(
            [
                "Deployment caddy", "Deployment cms", "Deployment cms-worker", "Deployment lms", "Deployment lms-worker",
                "Deployment meilisearch", "Deployment mfe", "Job cms-job", "Job lms-job", "Job mysql-job", "Namespace openedx",
                "PersistentVolumeClaim meilisearch", "Service caddy", "Service cms", "Service lms", "Service meilisearch", "Service mfe",
            ],
            Names(Render(t, [.. Stores, "ENABLE_WEB_PROXY=false"])).Where(name => !name.StartsWith("ConfigMap", StringComparison.Ordinal))),
        ["renders stores of its own"] = t => Assert.Superset(
            new HashSet<string>(
                ["Deployment mysql", "Service mongodb", "PersistentVolumeClaim redis", "Deployment smtp", "PersistentVolumeClaim caddy"]),
            Names(Render(t)).ToHashSet()),
        ["labels and annotates everything"] = t => Assert.All(Render(t, "ID=abc"), document =>
        {
            Assert.Equal("openedx-abc", Text(document, "metadata", "labels", "app.kubernetes.io/instance"));
            Assert.Equal("tutor", Text(document, "metadata", "labels", "app.kubernetes.io/managed-by"));
            Assert.Matches("^21[.]", Text(document, "metadata", "annotations", "app.kubernetes.io/version"));
        }),
        ["selects pods by instance and name"] = t =>
        {
            var lms = One(Render(t, "ID=abc"), "Deployment lms");
            Assert.Equal("openedx-abc", Text(lms, "spec", "selector", "matchLabels", "app.kubernetes.io/instance"));
            Assert.Equal("lms", Text(lms, "spec", "template", "metadata", "labels", "app.kubernetes.io/name"));
        },
        ["has these files in its config maps"] = t => Assert.Equal(
            [
                "caddy-config: Caddyfile", "mfe-caddy-config: Caddyfile", "openedx-config: cms.env.yml lms.env.yml",
                "openedx-settings-cms: __init__.py development.py production.py test.py",
                "openedx-settings-lms: __init__.py development.py production.py test.py", "openedx-uwsgi-config: uwsgi.ini",
            ],
            Render(t, Stores).Where(document => Text(document, "kind") == "ConfigMap").Select(document =>
                $"{Unhashed(Text(document, "metadata", "name"))}: {string.Join(' ', ((YamlMappingNode)document["data"]).Children.Keys)}")
                .Order(StringComparer.Ordinal)),
        ["has configured values in config maps"] = t =>
        {
            var documents = Render(t, [.. Stores, "LMS_HOST=learn.example.edu", "MYSQL_HOST=my.example", "MONGODB_HOST=mo.example"]);
            Assert.Contains("my.example", Data(documents, "openedx-config", "lms.env.yml"), StringComparison.Ordinal);
            Assert.Contains("mo.example", Data(documents, "openedx-settings-cms", "production.py"), StringComparison.Ordinal);
            Assert.Contains("learn.example.edu", Data(documents, "caddy-config", "Caddyfile"), StringComparison.Ordinal);
        },
        ["puts patches of settings where they belong"] = PatchesSettings,
        ["puts patches of objects where they belong"] = PatchesObjects,
        ["renders the same twice"] = t => Assert.Equal(
            Names(Render(t, "LMS_HOST=learn.example.edu")), Names(Render(t, "LMS_HOST=learn.example.edu"))),
        ["balances by itself with a web proxy"] = t =>
        {
            var caddy = One(Render(t, "ENABLE_HTTPS=true"), "Service caddy");
            Assert.Equal("LoadBalancer", Text(caddy, "spec", "type"));
            Assert.Equal(
                ["http", "https", "http3"], ((YamlSequenceNode)caddy["spec"]["ports"]).Select(port => Text(port, "name")));
        },
    };

    private static void PatchesSettings(TutorRoot t)
    {
        string[] names = ["openedx-common-settings", "openedx-lms-common-settings", "openedx-lms-production-settings"];
        t.Plugin(
            "company", "name: company\nversion: '1'\npatches:\n" + string.Concat(names.Select(name => $"  {name}: 'A = \"{name}\"'\n"))
            + """
                openedx-cms-production-settings: 'A = "{{ CMS_HOST }}"'
                lms-env: 'B: "{{ LMS_HOST }}"'
                caddyfile: '# {{ LMS_HOST }}'

              """);
        t.Do("config", "save");
        t.Do("plugins", "enable", "company");
        var documents = Render(t, "LMS_HOST=learn.example.edu");
        var lms = Data(documents, "openedx-settings-lms", "production.py");
        var cms = Data(documents, "openedx-settings-cms", "production.py");

        Assert.Matches($"(?s){string.Join(".*", names.Select(name => $"\nA = \"{name}\""))}", lms);
        Assert.Matches("(?s)\nA = \"openedx-common-settings\".*\nA = \"studio.learn.example.edu\"", cms);
        Assert.DoesNotContain("lms-common", cms, StringComparison.Ordinal);
        Assert.Contains("\nB: \"learn.example.edu\"\n", Data(documents, "openedx-config", "lms.env.yml"), StringComparison.Ordinal);
        Assert.DoesNotContain("\nB: ", Data(documents, "openedx-config", "cms.env.yml"), StringComparison.Ordinal);
        Assert.Contains("\n# learn.example.edu", Data(documents, "caddy-config", "Caddyfile"), StringComparison.Ordinal);
    }

    private static void PatchesObjects(TutorRoot t)
    {
        t.Plugin("company", """
            name: company
            version: '1'
            patches:
              k8s-services: "---\napiVersion: v1\nkind: Service\nmetadata: {name: more}\nspec: {ports: [{port: 80}]}"
              k8s-jobs: "---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: more}\nspec: {template: {spec: {containers: []}}}"
              k8s-override: "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: lms}\nspec: {replicas: 7}"
              kustomization-configmapgenerator: "- name: more\n  literals: [a=b]"
            """);
        t.Do("config", "save");
        t.Do("plugins", "enable", "company");
        var documents = Render(t);

        Assert.Superset(new HashSet<string>(["Service more", "Job more"]), Names(documents).ToHashSet());
        Assert.Equal("7", Text(One(documents, "Deployment lms"), "spec", "replicas"));
        Assert.Equal("b", Data(documents, "more", "a"));
    }

    private static IReadOnlyList<YamlNode> Render(TutorRoot t, params string[] settings)
    {
        t.Do(["config", "save", .. settings.Append("K8S_NAMESPACE=openedx").SelectMany(setting => (string[])["--set", setting])]);
        var start = new ProcessStartInfo("kubectl", ["kustomize", Path.Combine(t.Root, "env")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        using var kubectl = new Rehearsing(Process.Start(start)!);
        var outcome = kubectl.Wait();
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        var stream = new YamlStream();
        stream.Load(new StringReader(outcome.Output));
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    private static IEnumerable<string> Names(IEnumerable<YamlNode> documents) =>
        documents.Select(document => $"{Text(document, "kind")} {Text(document, "metadata", "name")}").Order(StringComparer.Ordinal);

    private static YamlNode One(IEnumerable<YamlNode> documents, string name) =>
        documents.Single(document => $"{Text(document, "kind")} {Text(document, "metadata", "name")}" == name);

    private static string Data(IEnumerable<YamlNode> documents, string map, string key) => Text(
        documents.Single(document => Text(document, "kind") == "ConfigMap" && Unhashed(Text(document, "metadata", "name")) == map),
        "data", key);

    private static string Unhashed(string name) => name[..name.LastIndexOf('-')];

    private static string Text(YamlNode node, params string[] path)
    {
        foreach (var key in path)
        {
            node = node[key];
        }

        return (string?)node ?? "";
    }
}
