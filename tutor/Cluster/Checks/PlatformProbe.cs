using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TutorPipeline.Tutor.Cluster.Checks;

/// <summary>Looks at a platform once, as its learners see it.</summary>
/// <param name="hosts">Where it answers.</param>
/// <param name="door">Asks for pages.</param>
/// <param name="clock">The clock, for certificates.</param>
internal sealed partial class PlatformProbe(PlatformHosts hosts, WebDoor door, TimeProvider clock)
{
    /// <summary>How many days a certificate has to be good for at least.</summary>
    public const int LeastDays = 14;

    /// <summary>Makes every check; those that do not depend on each other at once.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var checks = new List<Task<Finding>>
        {
            HeartbeatAsync(hosts.Lms, cancellationToken),
            HeartbeatAsync(hosts.Studio, cancellationToken),
            PageAsync("login page", $"https://{hosts.Lms}/login", cancellationToken),
            StyleAsync(cancellationToken),
            CdnAsync(cancellationToken),
        };
        if (hosts.Apps is { } apps)
        {
            checks.Add(PageAsync("micro-frontend", $"https://{apps}/authn/login", cancellationToken));
        }

        var findings = new List<Finding>(await Task.WhenAll(checks));
        findings.AddRange(new[] { hosts.Lms, hosts.Studio, hosts.Apps, hosts.Cdn }.OfType<string>().Select(Certificate));
        return findings;
    }

    // edx-platform answers 503 and names what does not work: {"sql":{"status":true,"message":"OK"},…}.
    private Task<Finding> HeartbeatAsync(string host, CancellationToken cancellationToken) =>
        AskAsync($"heartbeat of {host}", "200", $"https://{host}/heartbeat", page => page.Status == 200 ? null : Failures(page), cancellationToken);

    private Task<Finding> PageAsync(string what, string address, CancellationToken cancellationToken) => AskAsync(
        $"{what} at {address}", "200 and a page", address, page => page is { Status: 200, ContentType: "text/html" } ? null : Said(page), cancellationToken);

    private Task<Finding> CdnAsync(CancellationToken cancellationToken) => AskAsync(
        $"CDN at {hosts.Cdn}", "an answer of CloudFront", $"https://{hosts.Cdn}/", page => page.IsFromCdn ? null : Said(page), cancellationToken);

    // A page without its styles is a broken theme or broken static files, and its status does not tell.
    private async Task<Finding> StyleAsync(CancellationToken cancellationToken)
    {
        var check = $"styles of {hosts.Lms}";
        try
        {
            var home = await door.GetAsync(new Uri($"https://{hosts.Lms}/"), cancellationToken);
            if (StyleSheet().Match(home.Text) is not { Success: true } link)
            {
                return new(check, "a style sheet in the page", $"none ({Said(home)})", false);
            }

            var address = new Uri(home.Address, System.Net.WebUtility.HtmlDecode(link.Groups["href"].Value));
            return await AskAsync(
                check, "a style sheet", address.AbsoluteUri,
                page => page is { Status: 200, ContentType: "text/css", Text.Length: > 0 } ? null : $"{Said(page)} at {address}", cancellationToken);
        }
        catch (Exception exception) when (IsConnection(exception, cancellationToken))
        {
            return new(check, "a style sheet in the page", Words(exception), false);
        }
    }

    private async Task<Finding> AskAsync(
        string check, string expected, string address, Func<WebPage, string?> fault, CancellationToken cancellationToken)
    {
        try
        {
            var page = await door.GetAsync(new Uri(address), cancellationToken);
            return fault(page) is { } found ? new(check, expected, found, false) : new(check, expected, Said(page), true);
        }
        catch (Exception exception) when (IsConnection(exception, cancellationToken))
        {
            return new(check, expected, Words(exception), false);
        }
    }

    private Finding Certificate(string host)
    {
        var (check, expected) = ($"certificate of {host}", $"good for {LeastDays} days or more");
        if (door.ExpiryOf(host) is not { } expiry)
        {
            return new(check, expected, "none that is accepted", false);
        }

        var days = (expiry - clock.GetUtcNow()).TotalDays;
        return new(check, expected, string.Create(CultureInfo.InvariantCulture, $"good for {Math.Floor(days):0} days, until {expiry.UtcDateTime:yyyy-MM-dd}"), days >= LeastDays);
    }

    private static string Failures(WebPage page)
    {
        try
        {
            using var document = JsonDocument.Parse(page.Text);
            var failed = document.RootElement.EnumerateObject()
                .Where(part => part.Value.ValueKind == JsonValueKind.Object && part.Value.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.False)
                .Select(part => $"{part.Name} ({(part.Value.TryGetProperty("message", out var message) ? message.ToString() : "no message")})")
                .ToList();
            return failed.Count == 0 ? Said(page) : $"{page.Status}: not working are {string.Join(", ", failed)}";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Said(page);
        }
    }

    private static string Said(WebPage page) => page.ContentType.Length == 0 ? $"{page.Status}" : $"{page.Status} {page.ContentType}";

    private static bool IsConnection(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException or SocketException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static string Words(Exception exception) => exception switch
    {
        OperationCanceledException => "no answer in time",
        HttpRequestException { InnerException: SocketException socket } => socket.Message,
        _ => exception.GetBaseException() is SocketException socket ? socket.Message : exception.Message,
    };

    [GeneratedRegex("""<link(?=[^>]*rel=["']?stylesheet)[^>]*href=["'](?<href>[^"']+)["']""", RegexOptions.IgnoreCase)]
    private static partial Regex StyleSheet();
}
