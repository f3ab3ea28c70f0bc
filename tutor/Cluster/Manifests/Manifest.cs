using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Manifests;

/// <summary>One object as it is to be applied. Its document is never changed in place: whoever changes it clones it first.</summary>
public sealed class Manifest
{
    /// <summary>Takes a document.</summary>
    /// <param name="document">The object with <c>apiVersion</c>, <c>kind</c> and <c>metadata.name</c>.</param>
    /// <exception cref="ArgumentException">One of these is missing.</exception>
    public Manifest(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        ApiVersion = Text(document, "apiVersion");
        var metadata = document["metadata"] as JsonObject ?? throw Missing("metadata");
        var group = ApiVersion.Contains('/', StringComparison.Ordinal) ? ApiVersion[..ApiVersion.IndexOf('/', StringComparison.Ordinal)] : string.Empty;
        Key = new ManifestKey(group, Text(document, "kind"), (string?)metadata["namespace"], Text(metadata, "name"));
        Document = document;
    }

    /// <summary>Which object it is.</summary>
    public ManifestKey Key { get; }

    /// <summary>Group and version, such as <c>apps/v1</c>.</summary>
    public string ApiVersion { get; }

    /// <summary>The document. It may hold secrets when the kind is <c>Secret</c>.</summary>
    public JsonObject Document { get; }

    /// <summary>The labels; empty when there are none.</summary>
    public JsonObject Labels => Document["metadata"]!["labels"] as JsonObject ?? [];

    private static string Text(JsonObject document, string name) => (string?)document[name] ?? throw Missing(name);

    private static ArgumentException Missing(string name) => new($"The document has no {name}, so it names no object of a cluster.");
}
