using System.Text.Json;
using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;

namespace TutorPipeline.Tutor.Cluster.Releases;

/// <summary>
/// The releases of a platform, kept in Secrets of its namespace: one that describes the release, and as many as its manifests need.
/// Whoever may read Secrets there may read them, and nobody else.
/// </summary>
public sealed class ReleaseHistory : IDisposable
{
    /// <summary>How many releases are kept.</summary>
    public const int Kept = 10;

    private readonly ClusterObjects objects;
    private readonly ClusterConnection? owned;
    private readonly TimeProvider clock;
    private readonly int largestPart;

    /// <summary>Opens the history of a namespace.</summary>
    /// <param name="access">How the cluster is reached.</param>
    /// <param name="namespaceName">The platform's namespace.</param>
    public ReleaseHistory(ClusterAccess access, string namespaceName)
    {
        owned = new ClusterConnection(access);
        objects = new ClusterObjects(owned, new ApiResources(owned));
        (clock, largestPart) = (TimeProvider.System, ManifestArchive.LargestPart);
        NamespaceName = namespaceName;
    }

    internal ReleaseHistory(ClusterObjects objects, string namespaceName, TimeProvider clock, int largestPart = ManifestArchive.LargestPart)
    {
        (this.objects, this.clock, this.largestPart) = (objects, clock, largestPart);
        NamespaceName = namespaceName;
    }

    /// <summary>The platform's namespace.</summary>
    public string NamespaceName { get; }

    /// <summary>Lists the releases that are kept.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The releases, the newest first.</returns>
    /// <exception cref="ManifestsRefusedException">The cluster cannot be reached, or refuses.</exception>
    /// <exception cref="ReleaseDamagedException">What is kept cannot be read.</exception>
    public async Task<IReadOnlyList<Release>> ListAsync(CancellationToken cancellationToken)
    {
        var releases = new List<Release>();
        foreach (var secret in await objects.ListAsync("v1", "Secret", NamespaceName, ReleaseSecret.Headers, cancellationToken))
        {
            releases.Add(Parse(secret));
        }

        releases.Sort((a, b) => b.Number - a.Number);
        return releases;
    }

    /// <summary>Gives the manifests of a release back, exactly as they were applied.</summary>
    /// <param name="number">The release's number.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The manifests.</returns>
    /// <exception cref="ReleaseNotFoundException">There is no such release.</exception>
    /// <exception cref="ReleaseDamagedException">What is kept is not what was applied.</exception>
    public async Task<ManifestSet> LoadAsync(int number, CancellationToken cancellationToken)
    {
        var releases = await ListAsync(cancellationToken);
        var release = releases.FirstOrDefault(r => r.Number == number) 
            ?? throw new ReleaseNotFoundException(NamespaceName, number, releases);
        var parts = new List<byte[]>();
        for (var i = 1; i <= release.Parts; i++)
        {
            var secret = await objects.ReadAsync(ReleaseSecret.KeyOf(NamespaceName, number, i), "v1", cancellationToken)
                ?? throw new ReleaseDamagedException(NamespaceName, number, $"part {i} of {release.Parts} is missing");
            parts.Add(ReleaseSecret.Data(secret));
        }

        return Open(release, parts);
    }

    /// <summary>Writes a new release down, before it is applied.</summary>
    internal async Task<Release> AddAsync(ManifestSet set, ReleaseOrigin origin, CancellationToken cancellationToken)
    {
        var json = ManifestArchive.Write(set);
        var parts = ManifestArchive.Pack(json, largestPart);
        for (; ; )
        {
            var releases = await ListAsync(cancellationToken);
            var number = releases.Count == 0 ? 1 : releases[0].Number + 1;
            var release = new Release(number, clock.GetUtcNow(), ReleaseResult.Deploying, origin, ManifestArchive.Hash(json), parts.Count);

            // The description comes last: while it is not there, neither is the release.
            for (var i = 0; i < parts.Count; i++)
            {
                await WritePartAsync(number, i + 1, parts[i], cancellationToken);
            }

            var header = ReleaseJson.Write(release);
            if (await objects.CreateAsync(ReleaseSecret.Of(NamespaceName, number, 0, header), cancellationToken) is not null)
            {
                return release;
            }
        }
    }

    /// <summary>Writes down how a release ended.</summary>
    internal async Task<Release> EndAsync(Release release, ReleaseResult result, string? note, CancellationToken cancellationToken)
    {
        var ended = release with { Result = result, EndedAt = clock.GetUtcNow(), Note = note };
        var data = ReleaseJson.Write(ended);
        var patch = new JsonObject { ["data"] = new JsonObject { [ReleaseSecret.DataKey] = Convert.ToBase64String(data) } };
        await objects.PatchAsync(
            ReleaseSecret.KeyOf(NamespaceName, release.Number, 0), "v1", patch, ClusterCall.MergePatch, cancellationToken);
        return ended;
    }

    /// <summary>Removes old releases: all but the newest ten, and the newest healthy one wherever it is.</summary>
    internal async Task TrimAsync(CancellationToken cancellationToken)
    {
        var releases = await ListAsync(cancellationToken);
        var healthy = LastHealthy(releases);
        foreach (var release in releases.Skip(Kept).Where(r => r != healthy))
        {
            for (var part = 0; part <= release.Parts; part++)
            {
                await objects.DeleteAsync(ReleaseSecret.KeyOf(NamespaceName, release.Number, part), "v1", null, cancellationToken);
            }
        }
    }

    /// <summary>The newest release that ended well; null when there is none.</summary>
    /// <param name="releases">Releases, the newest first.</param>
    /// <returns>The release.</returns>
    public static Release? LastHealthy(IEnumerable<Release> releases) => releases.FirstOrDefault(r => r.Result == ReleaseResult.Healthy);

    /// <summary>
    /// The release to which a person means to go back: the last healthy one if the newest release did not become healthy, or else the last
    /// healthy one that has other manifests than it.
    /// </summary>
    /// <param name="releases">Releases, the newest first.</param>
    /// <returns>The release; null when there is none.</returns>
    public static Release? Before(IReadOnlyList<Release> releases) => releases is [{ Result: ReleaseResult.Healthy } newest, ..]
        ? LastHealthy(releases.Where(release => release.ManifestsHash != newest.ManifestsHash)) : LastHealthy(releases);

    /// <summary>Closes the connection that it opened itself.</summary>
    public void Dispose() => owned?.Dispose();

    private async Task WritePartAsync(int number, int part, byte[] data, CancellationToken cancellationToken)
    {
        var manifest = ReleaseSecret.Of(NamespaceName, number, part, data);
        if (await objects.CreateAsync(manifest, cancellationToken) is null)
        {
            // Left over from somebody who died before the description was written.
            await objects.DeleteAsync(manifest.Key, "v1", null, cancellationToken);
            await objects.CreateAsync(manifest, cancellationToken);
        }
    }

    private Release Parse(JsonObject secret)
    {
        var name = (string)secret["metadata"]!["name"]!;
        try
        {
            return ReleaseJson.Read(ReleaseSecret.Data(secret));
        }
        catch (JsonException e)
        {
            throw new ReleaseDamagedException(NamespaceName, ReleaseSecret.NumberOf(name), e.Message.TrimEnd('.'));
        }
    }

    private ManifestSet Open(Release release, List<byte[]> parts)
    {
        try
        {
            var json = ManifestArchive.Unpack(parts);
            return ManifestArchive.Hash(json) == release.ManifestsHash ? ManifestArchive.Read(json)
                : throw new InvalidDataException("its hash is another one");
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            throw new ReleaseDamagedException(NamespaceName, release.Number, e.Message.TrimEnd('.'));
        }
    }
}
