using System.Text;
using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Initialization;

/// <summary>Makes the Job of a task from Tutor's template for the service.</summary>
internal static class InitializationJob
{
    /// <summary>The label by which Jobs of ours are found.</summary>
    public const string Label = "tutorpipeline/task";

    private const string ScriptKey = "script";

    /// <summary>Makes a Job.</summary>
    /// <param name="set">The release, with its templates.</param>
    /// <param name="task">The task.</param>
    /// <param name="suffix">What tells this run from others: lower-case letters, digits and <c>-</c>.</param>
    /// <param name="rule">Its limits.</param>
    /// <exception cref="InitializationException">The release has no template for the service, or one without a container.</exception>
    public static JsonObject Make(ManifestSet set, InitializationTask task, string suffix, InitializationRule rule)
    {
        var job = set.JobTemplates.TryGetValue(task.Service, out var template)
            ? template.Document.DeepClone().AsObject() : throw InitializationException.NoTemplate(set.NamespaceName, task.Service);
        var spec = job["spec"] as JsonObject;
        var container = (spec?["template"]?["spec"]?["containers"] as JsonArray)?[0] as JsonObject
            ?? throw InitializationException.NoTemplate(set.NamespaceName, task.Service);
        job.Remove("status");
        var metadata = job["metadata"]!.AsObject();
        metadata["name"] = $"{task.Service}-job-{suffix}";
        metadata["namespace"] = set.NamespaceName;
        Mark(metadata, task.Service);
        Mark(spec!["template"]!["metadata"] as JsonObject ?? Add(spec["template"]!.AsObject(), "metadata"), task.Service);
        spec["activeDeadlineSeconds"] = (int)rule.Deadline.TotalSeconds;
        spec["backoffLimit"] = rule.Retries;
        spec["ttlSecondsAfterFinished"] = (int)rule.Kept.TotalSeconds;
        spec["template"]!["spec"]!["restartPolicy"] = "Never";
        SetScript(container, task.Script);
        AddVariables(container, task.Variables);
        if (task.SecretScript is not null)
        {
            AddVariables(container, [new SecretVariable(InitializationTask.ScriptVariable, (string)metadata["name"]!, ScriptKey)]);
        }

        return job;
    }

    /// <summary>The Secret with a Job's script, named like it; null when the script holds no secret.</summary>
    public static JsonObject? ScriptOf(JsonObject job, InitializationTask task) => task.SecretScript is not { } script ? null : new JsonObject
    {
        ["apiVersion"] = "v1", ["kind"] = "Secret",
        ["metadata"] = new JsonObject
        {
            ["name"] = (string?)job["metadata"]!["name"], ["namespace"] = (string?)job["metadata"]!["namespace"],
            ["labels"] = new JsonObject { [Label] = task.Service },
        },
        ["type"] = "Opaque",
        ["immutable"] = true,
        ["data"] = new JsonObject { [ScriptKey] = Convert.ToBase64String(Encoding.UTF8.GetBytes(script.Reveal())) },
    };

    // As Tutor does: a template with an empty command has an image whose entry point is in the way; other entry points are of use.
    private static void SetScript(JsonObject container, string script)
    {
        var isInTheWay = container["command"] is JsonArray { Count: 0 };
        container["args"] = isInTheWay ? new JsonArray(script) : new JsonArray("sh", "-e", "-c", script);
        if (isInTheWay)
        {
            container["command"] = new JsonArray("sh", "-e", "-c");
        }
    }

    private static void AddVariables(JsonObject container, IReadOnlyList<SecretVariable> variables)
    {
        if (variables.Count == 0)
        {
            return;
        }

        var list = container["env"] as JsonArray;
        if (list is null)
        {
            container["env"] = list = [];
        }

        foreach (var variable in variables)
        {
            list.Add((JsonNode)new JsonObject
            {
                ["name"] = variable.Name,
                ["valueFrom"] = new JsonObject
                {
                    ["secretKeyRef"] = new JsonObject { ["name"] = variable.SecretName, ["key"] = variable.Key },
                },
            });
        }
    }

    private static void Mark(JsonObject metadata, string service) =>
        (metadata["labels"] as JsonObject ?? Add(metadata, "labels"))[Label] = service;

    private static JsonObject Add(JsonObject parent, string name)
    {
        var made = new JsonObject();
        parent[name] = made;
        return made;
    }
}
