using System.Globalization;
using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Releases;

/// <summary>The Secrets in which a release is kept. Part 0 describes it.</summary>
internal static class ReleaseSecret
{
    /// <summary>Chooses the Secrets that describe releases.</summary>
    public const string Headers = $"{PartLabel}=0";

    public const string DataKey = "release";

    private const string ReleaseLabel = "tutorpipeline/release";

    private const string PartLabel = "tutorpipeline/part";

    private const string Prefix = "tutorpipeline-release-";

    /// <summary>A type of its own keeps it out of lists of the platform's secrets.</summary>
    private const string Type = "tutorpipeline/release";

    public static ManifestKey KeyOf(string namespaceName, int number, int part) =>
        new("", "Secret", namespaceName, part == 0 ? $"{Prefix}{number}" : $"{Prefix}{number}.{part}");

    public static Manifest Of(string namespaceName, int number, int part, byte[] data) => new(new JsonObject
    {
        ["apiVersion"] = "v1", ["kind"] = "Secret",
        ["metadata"] = new JsonObject
        {
            ["name"] = KeyOf(namespaceName, number, part).Name, ["namespace"] = namespaceName,
            ["labels"] = new JsonObject
            {
                ["app.kubernetes.io/managed-by"] = "tutorpipeline",
                [ReleaseLabel] = number.ToString(CultureInfo.InvariantCulture), [PartLabel] = part.ToString(CultureInfo.InvariantCulture),
            },
        },
        ["type"] = Type,
        ["data"] = new JsonObject { [DataKey] = Convert.ToBase64String(data) },
    });

    public static byte[] Data(JsonObject secret)
    {
        var text = (string?)secret["data"]?[DataKey] ?? "";
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : [];
    }

    public static int NumberOf(string name) =>
        int.TryParse(name.AsSpan(Prefix.Length), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
