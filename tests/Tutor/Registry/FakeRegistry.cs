using System.Security.Cryptography;
using System.Text;

namespace TutorPipeline.Tutor.Tests.Registry;

/// <summary>A registry that keeps manifests in memory and can be told to fail.</summary>
internal sealed class FakeRegistry : IDisposable
{
    private readonly LoopbackServer server;

    public FakeRegistry() => server = new LoopbackServer(Serve);

    /// <summary>Repository and tag, such as <c>openedx:1</c>, and the manifest that they name.</summary>
    public Dictionary<string, string> Tags { get; } = [];

    /// <summary>Answers in place of the registry, or null for its own answer.</summary>
    public Func<Request, Answer?> Instead { get; set; } = _ => null;

    public string Host => $"127.0.0.1:{server.Port}";

    public IEnumerable<string> Requests => server.Requests.Select(r => $"{r.Method} {r.Path["/v2/".Length..].Replace("/manifests/", ":")}");

    public static string DigestOf(string manifest) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(manifest)))}";

    public void Dispose() => server.Dispose();

    private Answer Serve(Request request)
    {
        if (Instead(request) is { } instead)
        {
            return instead;
        }

        var parts = request.Path["/v2/".Length..].Split("/manifests/");
        var name = $"{parts[0]}:{parts[1]}";
        switch (request.Method)
        {
            case "PUT":
                Tags[name] = request.Body;
                return new Answer(201, "", ("Docker-Content-Digest", DigestOf(request.Body)));
            case "DELETE":
                return new Answer(Tags.Remove(name) ? 202 : 404);
            default:
                var found = parts[1].StartsWith("sha256:", StringComparison.Ordinal)
                    ? Tags.FirstOrDefault(t => t.Key.StartsWith($"{parts[0]}:", StringComparison.Ordinal)
                        && DigestOf(t.Value) == parts[1]).Value
                    : Tags.GetValueOrDefault(name);
                return found is null
                    ? new Answer(404)
                    : new Answer(
                        200,
                        found,
                        ("Docker-Content-Digest", DigestOf(found)),
                        ("Content-Type", "application/vnd.oci.image.manifest.v1+json"));
        }
    }
}
