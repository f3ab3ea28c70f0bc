using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;

namespace TutorPipeline.Tutor.Cluster.Checks;

/// <summary>Says in words what came of asking for a page.</summary>
internal static class PageWords
{
    /// <summary>Judges a heartbeat; edx-platform answers 503 and names what does not work.</summary>
    public static Finding OfHeartbeat(string check, WebPage page) => new(
        check, "200", page.Status == 200 ? Said(page) : Failures(page), page.Status == 200)
    {
        Obstacle = page.Status != 200 && page.ContentType == "application/json" ? Obstacle.Unwell
            : page.Status is 502 or 503 or 504 ? Obstacle.Gateway : Obstacle.None,
    };

    /// <summary>Tells of a page that did not come.</summary>
    public static Finding OfFailure(string check, string expected, Exception exception) =>
        new(check, expected, Words(exception), false) { Obstacle = ObstacleOf(exception) };

    public static string Said(WebPage page) => page.ContentType.Length == 0 ? $"{page.Status}" : $"{page.Status} {page.ContentType}";

    /// <summary>Whether an exception tells of the connection and not of us.</summary>
    public static bool IsConnection(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException or SocketException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>The first of an exception and its causes that is of a type; null when none is.</summary>
    public static T? Cause<T>(Exception? exception)
        where T : Exception => exception is null ? null : exception as T ?? Cause<T>(exception.InnerException);

    private static string Words(Exception exception) =>
        exception is OperationCanceledException ? "no answer in time"
        : Cause<AuthenticationException>(exception) is { } refused ? $"its certificate is not accepted: {refused.Message.TrimEnd('.')}"
        : Cause<SocketException>(exception)?.Message ?? Cause<IOException>(exception)?.Message ?? exception.Message;

    private static Obstacle ObstacleOf(Exception exception) =>
        exception is OperationCanceledException ? Obstacle.Time
        : Cause<AuthenticationException>(exception) is not null ? Obstacle.Certificate
        : Cause<SocketException>(exception)?.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
            ? Obstacle.Name
        : Obstacle.Connection;

    // {"sql":{"status":true,"message":"OK"},…}
    private static string Failures(WebPage page)
    {
        try
        {
            using var document = JsonDocument.Parse(page.Text);
            var failed = document.RootElement.EnumerateObject().Where(IsDown)
                .Select(part => $"{part.Name} ({(part.Value.TryGetProperty("message", out var words) ? words.ToString() : "no message")})")
                .ToList();
            return failed.Count == 0 ? Said(page) : $"{page.Status}: not working are {string.Join(", ", failed)}";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Said(page);
        }
    }

    private static bool IsDown(JsonProperty part) => part.Value.ValueKind == JsonValueKind.Object
        && part.Value.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.False;
}
