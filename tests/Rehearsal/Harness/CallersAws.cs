namespace TutorPipeline.Rehearsal.Harness;

/// <summary>Keeps the caller's own account out of reach: no profile, no session, no role of the machine.</summary>
internal static class CallersAws
{
    private static readonly string[] OtherWays =
    [
        "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_DEFAULT_REGION", "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_ENDPOINT_URL",
    ];

    /// <summary>Adds what hides it, and credentials that only a stand-in takes.</summary>
    public static void Hide(Dictionary<string, string?> variables, string region, string noFile)
    {
        variables["AWS_ACCESS_KEY_ID"] = variables["AWS_SECRET_ACCESS_KEY"] = "rehearsal";
        variables["AWS_REGION"] = region;
        variables["AWS_EC2_METADATA_DISABLED"] = "true";
        variables["AWS_CONFIG_FILE"] = variables["AWS_SHARED_CREDENTIALS_FILE"] = noFile;
        foreach (var other in OtherWays)
        {
            variables[other] = null;
        }
    }
}
