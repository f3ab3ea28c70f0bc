using System.Text;
using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Processes;

/// <summary>
/// A pod's volumes as folders, and for each container a root below which its mounts are: a process cannot be given paths of its own
/// without a container engine, so what would be at <c>/etc/settings</c> is at <c>$REHEARSAL_ROOT/etc/settings</c>.
/// </summary>
internal sealed class PodFolder(string folder, string claims, References references)
{
    /// <summary>Lays out what a container mounts, and gives its root.</summary>
    public string Make(JsonObject pod, JsonObject container)
    {
        var root = Path.Combine(folder, (string)container["name"]!);
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }

        Private(root);
        var volumes = pod["spec"].Items("volumes").ToDictionary(v => (string)v["name"]!);
        foreach (var mount in container.Items("volumeMounts"))
        {
            var volume = Path.Combine(folder, "volumes", (string)mount["name"]!);
            Fill(pod, volumes[(string)mount["name"]!], volume);
            var target = Path.Combine(root, ((string)mount["mountPath"]!).Trim('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (!Path.Exists(target))
            {
                File.CreateSymbolicLink(target, (string?)mount["subPath"] is { } part ? Path.Combine(volume, part) : volume);
            }
        }

        return root;
    }

    private void Fill(JsonObject pod, JsonObject volume, string path)
    {
        if ((string?)volume["persistentVolumeClaim"]?["claimName"] is { } claim)
        {
            var kept = Path.Combine(claims, pod.Namespace()!, claim);
            Private(kept);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!Path.Exists(path))
            {
                Directory.CreateSymbolicLink(path, kept);
            }

            return;
        }

        Private(path);
        Write(pod, "configmap", (string?)volume["configMap"]?["name"], volume["configMap"], path);
        Write(pod, "secret", (string?)volume["secret"]?["secretName"], volume["secret"], path);
        foreach (var source in volume["projected"].Items("sources"))
        {
            Write(pod, "configmap", (string?)source["configMap"]?["name"], source["configMap"], path);
            Write(pod, "secret", (string?)source["secret"]?["name"], source["secret"], path);
        }
    }

    private void Write(JsonObject pod, string kind, string? name, JsonNode? source, string folderOfVolume)
    {
        if (name is null || references.Find(pod, kind, name) is not { } found)
        {
            return;
        }

        var names = source.Items("items").ToDictionary(i => (string)i["key"]!, i => (string)i["path"]!);
        foreach (var (key, value) in found["data"] as JsonObject ?? [])
        {
            if (names.Count > 0 && !names.ContainsKey(key))
            {
                continue;
            }

            var file = Path.Combine(folderOfVolume, names.GetValueOrDefault(key, key));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var text = (string?)value ?? "";
            File.WriteAllBytes(file, kind == "secret" ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>Secrets are in there.</summary>
    private static void Private(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
