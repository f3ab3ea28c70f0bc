using System.Text.Json.Nodes;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Registry;

namespace TutorPipeline.Tutor.Tests.Cluster.Manifests;

/// <summary>A render in the shape of Tutor's, with the fewest words that show it.</summary>
internal static class Rendered
{
    public const string Registry = "123456789012.dkr.ecr.us-east-1.amazonaws.com";
    public const string Password = "m0ngo-Password_1";
    public const string MasterKey = "search-master-Key";
    public const string Yaml = $$$$"""
        apiVersion: v1
        kind: Namespace
        metadata:
          name: courses-yourschool-virginia
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: openedx-config-abc, namespace: courses-yourschool-virginia}
        data:
          lms.env.yml: "MONGODB: {{{{Password}}}}"
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: openedx-uwsgi-config-abc, namespace: courses-yourschool-virginia}
        data:
          uwsgi.ini: "[uwsgi]"
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: caddy, namespace: courses-yourschool-virginia}
        spec: {type: ClusterIP, ports: [{name: http, port: 80}]}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: meilisearch, namespace: courses-yourschool-virginia}
        spec: {accessModes: [ReadWriteOnce]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: lms, namespace: courses-yourschool-virginia, labels: {app.kubernetes.io/managed-by: tutor}}
        spec:
          replicas: 1
          selector: {matchLabels: {app.kubernetes.io/name: lms, app.kubernetes.io/managed-by: tutor}}
          template:
            spec:
              containers:
              - name: lms
                image: {{{{Registry}}}}/openedx:21.0.8-202611231400
                env: [{name: UWSGI_WORKERS, value: "2"}]
                resources: {requests: {memory: 2Gi}}
              volumes:
              - {name: config, configMap: {name: openedx-config-abc}}
              - name: uwsgi-config
                configMap: {name: openedx-uwsgi-config-abc, items: [{key: uwsgi.ini, path: uwsgi.ini}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: cms-worker, namespace: courses-yourschool-virginia}
        spec:
          template:
            spec:
              containers: [{name: cms-worker, image: "{{{{Registry}}}}/openedx:21.0.8-202611231400"}]
              volumes: [{name: config, configMap: {name: openedx-config-abc}}]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: caddy, namespace: courses-yourschool-virginia}
        spec: {template: {spec: {containers: [{name: caddy, image: "docker.io/caddy:2.7.4"}]}}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: meilisearch, namespace: courses-yourschool-virginia}
        spec:
          strategy: {type: Recreate}
          template:
            spec:
              containers:
              - name: meilisearch
                image: docker.io/getmeili/meilisearch:v1.8.4
                env: [{name: MEILI_MASTER_KEY, value: "{{{{MasterKey}}}}"}]
              volumes: [{name: data, persistentVolumeClaim: {claimName: meilisearch}}]
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: lms-job, namespace: courses-yourschool-virginia}
        spec:
          template:
            spec:
              containers: [{name: lms, image: "{{{{Registry}}}}/openedx:21.0.8-202611231400"}]
              volumes: [{name: config, configMap: {name: openedx-config-abc}}]
        """;

    public const string Reference = $"{Registry}/openedx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static ManifestInput Input(PlatformEnvironment? environment = null) => new(
        environment ?? Model.Tests.Environment.Reference.Prod, "tutor-courses-yourschool-virginia",
        [new PushedImage("openedx", Reference, Reference[(Reference.IndexOf('@', StringComparison.Ordinal) + 1)..], "src-1", ["src-1"], null)],
        [new Secret(Password), new Secret(MasterKey)], [])
    {
        CertificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1",
    };

    public static PlatformEnvironment With(DeployChoices deploy) => Model.Tests.Environment.Reference.Prod with { Deploy = deploy };

    public static ManifestSet Set(DeployChoices? deploy = null) =>
        ManifestRendering.Render(Yaml, Input(deploy is null ? null : With(deploy)));

    public static JsonObject Document(this ManifestSet set, string key) =>
        set.Items.Single(item => item.Key.ToString() == key).Document;

    public static JsonNode Pod(this ManifestSet set, string deployment) =>
        set.Document($"deployment/{deployment}")["spec"]!["template"]!["spec"]!;

    public static JsonNode Container(this ManifestSet set, string deployment) => set.Pod(deployment)["containers"]![0]!;
}
