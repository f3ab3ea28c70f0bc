using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Tests.Cluster.Apply;

public static class ApplyOrderTests
{
    [Fact]
    public static void Each_step_comes_after_what_it_needs()
    {
        var items = new[]
        {
            Of("Ingress", "lms"), Of("Deployment", "lms"), Of("HorizontalPodAutoscaler", "lms"), Of("Deployment", "mongodb"),
            Of("Service", "lms"), Of("PersistentVolumeClaim", "data"), Of("ConfigMap", "settings"), Of("Secret", "jwt"),
            Of("StorageClass", "gp3", null), Of("ServiceAccount", "openedx"), Of("CronJob", "backup"), Of("Namespace", "prod", null),
            Of("Deployment", "odd-name", "prod", "redis"),
        };
        Assert.Equal(
            [
                "namespace: namespace/prod",
                "accounts, configuration and prerequisites: configmap/settings secret/jwt storageclass/gp3 serviceaccount/openedx",
                "services and volumes: service/lms persistentvolumeclaim/data",
                "stores: deployment/mongodb deployment/odd-name",
                "workloads: deployment/lms",
                "scaling, routes and schedules: ingress/lms horizontalpodautoscaler/lms cronjob/backup",
            ],
            ApplyOrder.Of(items).Select(step => $"{step.Name}: {string.Join(' ', step.Items.Select(item => item.Key))}"));
    }

    [Fact]
    public static void Steps_without_objects_are_left_out() => Assert.Empty(ApplyOrder.Of([]));

    private static Manifest Of(string kind, string name, string? space = "prod", string? label = null)
    {
        var metadata = new System.Text.Json.Nodes.JsonObject { ["name"] = name, ["namespace"] = space };
        if (label is not null)
        {
            metadata["labels"] = new System.Text.Json.Nodes.JsonObject { ["app.kubernetes.io/name"] = label };
        }

        return new Manifest(new() { ["apiVersion"] = "v1", ["kind"] = kind, ["metadata"] = metadata });
    }
}
