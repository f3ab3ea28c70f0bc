using System.Globalization;
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

    private async Task<Finding> HeartbeatAsync(string host, CancellationToken cancellationToken)
    {
        var check = $"heartbeat of {host}";
        try
        {
            return PageWords.OfHeartbeat(check, await door.GetAsync(new Uri($"https://{host}/heartbeat"), cancellationToken));
        }
        catch (Exception exception) when (PageWords.IsConnection(exception, cancellationToken))
        {
            return PageWords.OfFailure(check, "200", exception);
        }
    }

    private Task<Finding> PageAsync(string what, string address, CancellationToken cancellationToken) => AskAsync(
        $"{what} at {address}",
        "200 and a page",
        address,
        page => page is { Status: 200, ContentType: "text/html" } ? null : PageWords.Said(page),
        cancellationToken);

    private Task<Finding> CdnAsync(CancellationToken cancellationToken) => AskAsync(
        $"CDN at {hosts.Cdn}",
        "an answer of CloudFront",
        $"https://{hosts.Cdn}/",
        page => page.IsFromCdn ? null : PageWords.Said(page),
        cancellationToken);

    // A page without its styles is a broken theme or broken static files, and its status does not tell.
    private async Task<Finding> StyleAsync(CancellationToken cancellationToken)
    {
        var check = $"styles of {hosts.Lms}";
        try
        {
            var home = await door.GetAsync(new Uri($"https://{hosts.Lms}/"), cancellationToken);
            if (StyleSheet().Match(home.Text) is not { Success: true } link)
            {
                return new(check, "a style sheet in the page", $"none ({PageWords.Said(home)})", false);
            }

            var address = new Uri(home.Address, System.Net.WebUtility.HtmlDecode(link.Groups["href"].Value));
            return await AskAsync(
                check,
                "a style sheet",
                address.AbsoluteUri,
                page => page is { Status: 200, ContentType: "text/css", Text.Length: > 0 } ? null : $"{PageWords.Said(page)} at {address}",
                cancellationToken);
        }
        catch (Exception exception) when (PageWords.IsConnection(exception, cancellationToken))
        {
            return PageWords.OfFailure(check, "a style sheet in the page", exception);
        }
    }

    private async Task<Finding> AskAsync(
        string check, string expected, string address, Func<WebPage, string?> fault, CancellationToken cancellationToken)
    {
        try
        {
            var page = await door.GetAsync(new Uri(address), cancellationToken);
            return fault(page) is { } found ? new(check, expected, found, false) : new(check, expected, PageWords.Said(page), true);
        }
        catch (Exception exception) when (PageWords.IsConnection(exception, cancellationToken))
        {
            return PageWords.OfFailure(check, expected, exception);
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
        var found = string.Create(
            CultureInfo.InvariantCulture, $"good for {Math.Floor(days):0} days, until {expiry.UtcDateTime:yyyy-MM-dd}");
        return new(check, expected, found, days >= LeastDays);
    }

    [GeneratedRegex("""<link(?=[^>]*rel=["']?stylesheet)[^>]*href=["'](?<href>[^"']+)["']""", RegexOptions.IgnoreCase)]
    private static partial Regex StyleSheet();
}
