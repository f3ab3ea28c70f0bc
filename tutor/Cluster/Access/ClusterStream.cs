using System.Text.Json.Nodes;

namespace TutorPipeline.Tutor.Cluster.Access;

/// <summary>An answer that is read line by line while it comes: a watch or a log.</summary>
internal sealed class ClusterStream : IDisposable
{
    private readonly HttpResponseMessage response;
    private readonly StreamReader reader;

    public ClusterStream(HttpResponseMessage response, Stream content)
    {
        this.response = response;
        reader = new StreamReader(content);
    }

    public int Status => (int)response.StatusCode;

    public bool IsSuccess => response.IsSuccessStatusCode;

    /// <summary>How long the server asks to wait before the next attempt; null when it does not ask.</summary>
    public TimeSpan? RetryAfter => response.Headers.RetryAfter?.Delta;

    /// <summary>The next line; null at the end. It throws what a broken connection throws.</summary>
    public ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) => reader.ReadLineAsync(cancellationToken);

    /// <summary>The whole of an answer that is a failure, in the server's words.</summary>
    public async Task<string> MessageAsync(CancellationToken cancellationToken)
    {
        var text = await reader.ReadToEndAsync(cancellationToken);
        try
        {
            return (string?)JsonNode.Parse(text)?["message"] ?? $"HTTP {Status}";
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
        {
            return text.Length == 0 ? $"HTTP {Status}" : text.Trim();
        }
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
