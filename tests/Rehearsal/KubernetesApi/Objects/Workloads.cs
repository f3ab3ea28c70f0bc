using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>What a real server fills into everything that holds a pod template.</summary>
internal static class Workloads
{
    public static void Fill(JsonObject value, string kind)
    {
        var spec = kind is "Deployment" or "ReplicaSet" or "StatefulSet" or "DaemonSet" or "Job" or "CronJob" or "Pod"
            ? Defaults.Child(value, "spec") : [];
        switch (kind)
        {
            case "Deployment":
                Defaults.Set(spec, "replicas", 1);
                RollingUpdate(Defaults.Child(spec, "strategy"));
                Defaults.Set(spec, "revisionHistoryLimit", 10);
                Defaults.Set(spec, "progressDeadlineSeconds", 600);
                Template(spec, "Always");
                break;
            case "StatefulSet" or "DaemonSet":
                Defaults.Set(spec, "revisionHistoryLimit", 10);
                Template(spec, "Always");
                break;
            case "Job":
                Job(value, spec);
                break;
            case "CronJob":
                CronJob(spec);
                break;
            case "Pod":
                Pod(spec, "Always");
                Pods.Fill(Defaults.Child(value, "status"), spec);
                break;
            case "ReplicaSet":
                Defaults.Set(spec, "replicas", 1);
                Template(spec, "Always");
                Defaults.Child(value, "status").TryAdd("replicas", 0);
                break;
            default:
                return;
        }

        Defaults.Child(value, "status");
    }

    private static void RollingUpdate(JsonObject strategy)
    {
        Defaults.Set(strategy, "type", "RollingUpdate");
        if ((string?)strategy["type"] == "RollingUpdate")
        {
            var rolling = Defaults.Child(strategy, "rollingUpdate");
            Defaults.Set(rolling, "maxUnavailable", "25%");
            Defaults.Set(rolling, "maxSurge", "25%");
        }
    }

    private static void Job(JsonObject job, JsonObject spec)
    {
        Defaults.Set(spec, "parallelism", 1);
        Defaults.Set(spec, "completions", 1);
        Defaults.Set(spec, "backoffLimit", 6);
        Defaults.Set(spec, "completionMode", "NonIndexed");
        Defaults.Set(spec, "suspend", false);
        Template(spec, null);
        var metadata = Defaults.Child(job, "metadata");
        if ((string?)metadata["uid"] is not { } uid)
        {
            return;
        }

        // The labels by which the Job's own pods are told from others.
        foreach (var labels in new[] { metadata, spec["template"]!["metadata"]!.AsObject() })
        {
            Defaults.Child(labels, "labels").TryAdd("controller-uid", uid);
            Defaults.Child(labels, "labels").TryAdd("job-name", (string)metadata["name"]!);
        }

        Defaults.Child(metadata, "annotations").TryAdd("batch.kubernetes.io/job-tracking", "");
        spec.TryAdd("selector", new JsonObject { ["matchLabels"] = new JsonObject { ["controller-uid"] = uid } });
    }

    private static void CronJob(JsonObject spec)
    {
        Defaults.Set(spec, "concurrencyPolicy", "Allow");
        Defaults.Set(spec, "suspend", false);
        Defaults.Set(spec, "successfulJobsHistoryLimit", 3);
        Defaults.Set(spec, "failedJobsHistoryLimit", 1);
        var template = Defaults.Child(spec, "jobTemplate");
        Defaults.Child(template, "metadata").TryAdd("creationTimestamp", null);
        Template(Defaults.Child(template, "spec"), null);
    }

    private static void Template(JsonObject spec, string? restartPolicy)
    {
        var template = Defaults.Child(spec, "template");
        Defaults.Child(template, "metadata").TryAdd("creationTimestamp", null);
        Pod(Defaults.Child(template, "spec"), restartPolicy);
    }

    private static void Pod(JsonObject spec, string? restartPolicy)
    {
        if (restartPolicy is not null)
        {
            Defaults.Set(spec, "restartPolicy", restartPolicy);
        }

        Defaults.Set(spec, "terminationGracePeriodSeconds", 30);
        Defaults.Set(spec, "dnsPolicy", "ClusterFirst");
        Defaults.Child(spec, "securityContext");
        Defaults.Set(spec, "schedulerName", "default-scheduler");
        if ((string?)spec["serviceAccountName"] is { } account)
        {
            Defaults.Set(spec, "serviceAccount", account);
        }

        foreach (var list in new[] { "containers", "initContainers" })
        {
            foreach (var container in spec[list] as JsonArray ?? [])
            {
                Container(container!.AsObject());
            }
        }
    }

    private static void Container(JsonObject container)
    {
        Defaults.Child(container, "resources");
        Defaults.Set(container, "terminationMessagePath", "/dev/termination-log");
        Defaults.Set(container, "terminationMessagePolicy", "File");
        var image = (string?)container["image"] ?? "";
        var tag = image[(image.LastIndexOf('/') + 1)..];
        var latest = !tag.Contains('@', StringComparison.Ordinal)
            && (!tag.Contains(':', StringComparison.Ordinal) || tag.EndsWith(":latest", StringComparison.Ordinal));
        Defaults.Set(container, "imagePullPolicy", latest ? "Always" : "IfNotPresent");
        foreach (var port in container["ports"] as JsonArray ?? [])
        {
            Defaults.Set(port!.AsObject(), "protocol", "TCP");
        }
    }
}
