using System.Security.Cryptography;
using System.Text;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Initialization;

/// <summary>What of a release an initialization depends on.</summary>
public static class ReleaseFacts
{
    /// <summary>A hash of what tasks and workloads read: settings, Secrets that were rendered, and the templates of Jobs.</summary>
    /// <param name="set">The release.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string ConfigurationHash(ManifestSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var read = set.Items.Where(item => item.Key.Kind is "ConfigMap" or "Secret").Concat(set.JobTemplates.Values);
        foreach (var item in read.OrderBy(item => item.Key.ToString(), StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{item.Key}\n{item.Document.ToJsonString()}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The images of the tasks.</summary>
    /// <param name="set">The release.</param>
    /// <returns>Each once, as the cluster pulls them.</returns>
    public static IReadOnlyList<string> Images(ManifestSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return
        [
            .. set.JobTemplates.Values.SelectMany(job => PodTemplate.Look(job) is { } pod ? PodTemplate.Containers(pod) : [])
                .Select(container => (string?)container["image"] ?? string.Empty).Distinct(StringComparer.Ordinal),
        ];
    }
}
