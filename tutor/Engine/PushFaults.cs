namespace TutorPipeline.Tutor.Engine;

/// <summary>Reads the sentences in which engines and registries say why a push failed; the API has no codes for it.</summary>
internal static class PushFaults
{
    // The engine's own words, ECR's for a token past its twelve hours, and those of the distribution registry and Docker Hub.
    private static readonly string[] LoginWords =
    [
        "no basic auth credentials", "authorization token has expired", "authentication required", "incorrect username or password",
        "unauthorized", "requested access to the resource is denied",
    ];

    private static readonly string[] NetworkWords =
        ["dial tcp", "no such host", "connection refused", "i/o timeout", "TLS handshake", "x509:", "HTTP response to HTTPS client"];

    private static readonly string[] RepositoryWords = ["name unknown", "repository with name", "repository name not known"];

    private static readonly string[] TagWords = ["tag invalid", "tag is immutable", "repository is immutable"];

    /// <summary>Whether another login may help.</summary>
    public static bool IsForLogin(string why) =>
        Says(why, LoginWords) && !why.Contains("authorized to perform", StringComparison.OrdinalIgnoreCase);

    /// <summary>What to do about it.</summary>
    public static string NextStep(string why, bool isForLogin) =>
        isForLogin ? "Check the login: the token may have expired, or belongs to another registry."
        : Says(why, RepositoryWords) ? "Run ProvisionRegistry, which makes the repositories."
        : Says(why, TagWords) ? "Run BuildImage again: it finds what the registry has by now."
        : Says(why, NetworkWords) ? "Check the registry's name and that the engine reaches it; plain HTTP is only for loopback addresses."
        : "Mend what it says and run PushImage again.";

    private static bool Says(string why, string[] words)
    {
        foreach (var word in words)
        {
            if (why.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
