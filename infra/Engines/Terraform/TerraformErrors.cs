using System.Globalization;
using System.Text.RegularExpressions;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Tells from what Terraform printed what went wrong. The only place that reads Terraform's error texts.</summary>
internal static partial class TerraformErrors
{
    // 128 + SIGKILL: nobody but another process or the system, short of memory, does that.
    private const int Killed = 137;

    private static readonly string[] NoProvider =
    [
        "Failed to query available provider packages", "Failed to install provider", "Required plugins are not installed",
        "Inconsistent dependency lock file",
    ];

    private static readonly string[] Expired =
        ["ExpiredToken", "security token included in the request is expired", "SSO session has expired", "token has expired"];

    private static readonly string[] Denied = ["AccessDenied", "UnauthorizedOperation", "is not authorized to perform"];

    private static readonly string[] Throttled =
        ["Throttling", "Rate exceeded", "RequestLimitExceeded", "TooManyRequests", "SlowDown"];

    // Words of AWS's answers: with one of them the fault is not in the configuration, although its line is named.
    private static readonly string[] FromAws = ["operation error", "api error", "StatusCode:"];

    /// <summary>Classifies a failure; what is in no class comes back as a whole.</summary>
    /// <param name="command">What was run.</param>
    /// <param name="exitCode">Its exit code, not 0.</param>
    /// <param name="error">Its standard error, without colours.</param>
    /// <param name="lastRun">What worked on the state before and was not seen to end.</param>
    public static TerraformException Classify(TerraformCommand command, int exitCode, string error, LastRun? lastRun = null)
    {
        // Terraform breaks its sentences at 78 columns, within the phrases that are looked for.
        var text = Spaces().Replace(error, " ");
        var said = Block(error);
        return text switch
        {
            _ when exitCode is Killed => new TerraformKilledException(command),
            _ when Locked(error, text) is { } info => new StateLockedException(command, info, lastRun),
            _ when text.Contains("Saved plan is stale", StringComparison.Ordinal) => new PlanStaleException(command),
            _ when text.Contains("no space left on device", StringComparison.Ordinal) => new DiskFullException(command, said),
            _ when Has(text, NoProvider) => new ProviderNotAvailableException(command, said),
            _ when Has(text, Expired) => new CredentialsExpiredException(command, said),
            _ when text.Contains("No valid credential sources", StringComparison.Ordinal) => new NoCredentialsException(command),
            _ when NoBucket().IsMatch(text) => new StateBucketMissingException(command, NoBucket().Match(text).Groups["name"].Value),
            _ when Has(text, Denied) => new AccessDeniedException(command, DeniedAction().Match(text).Groups["action"].Value, said),
            _ when Has(text, Throttled) => new ThrottledException(command, said),
            _ when !command.Changes && !Has(text, FromAws) && Place().Match(error) is { Success: true } place =>
                new ConfigurationRefusedException(
                    command, place.Groups["file"].Value, int.Parse(place.Groups["line"].Value, CultureInfo.InvariantCulture), said),
            _ => new TerraformFailedException(command, exitCode, error.Trim()),
        };
    }

    private static bool Has(string text, string[] phrases)
    {
        foreach (var phrase in phrases)
        {
            if (text.Contains(phrase, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // A lock that cannot be taken for another reason, such as a missing bucket, has the same headline and no lock info.
    private static StateLock? Locked(string error, string text) =>
        text.Contains("Error acquiring the state lock", StringComparison.Ordinal) && text.Contains("Lock Info:", StringComparison.Ordinal)
            ? new StateLock(Field(error, "ID"), Field(error, "Who"), Field(error, "Created"), Field(error, "Operation"))
            : null;

    private static string Field(string error, string name)
    {
        foreach (var line in error.Split('\n'))
        {
            var trimmed = line.AsSpan().Trim();
            if (trimmed.StartsWith($"{name}:", StringComparison.Ordinal))
            {
                return trimmed[(name.Length + 1)..].Trim().ToString();
            }
        }

        return "unknown";
    }

    // From the first error to the second: what a reader needs, without what follows from it.
    private static string Block(string error)
    {
        const string Headline = "Error: ";
        var start = error.IndexOf(Headline, StringComparison.Ordinal);
        if (start < 0)
        {
            return error.Trim();
        }

        var next = error.IndexOf("\n" + Headline, start, StringComparison.Ordinal);
        return (next < 0 ? error[start..] : error[start..next])[Headline.Length..].Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"on (?<file>\S+) line (?<line>\d+)")]
    private static partial Regex Place();

    [GeneratedRegex("""S3 bucket "(?<name>[^"]+)" does not exist|(?<name>)NoSuchBucket""")]
    private static partial Regex NoBucket();

    [GeneratedRegex(@"not authorized to perform: (?<action>[\w:*]+)")]
    private static partial Regex DeniedAction();
}
