namespace TutorPipeline.Infra.Access;

/// <summary>
/// Whether anything on this machine points to AWS credentials. The search of the AWS SDK ends with requests to the metadata service of EC2,
/// which take seconds where there is none; so it is only begun where it may find something.
/// </summary>
internal static class CredentialTraces
{
    private static readonly string[] Variables =
    [
        "AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ];

    /// <summary>Looks at variables and files alone.</summary>
    public static bool Exist()
    {
        foreach (var variable in Variables)
        {
            if (!string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable(variable)))
            {
                return true;
            }
        }

        return File.Exists(PathOf("AWS_SHARED_CREDENTIALS_FILE", "credentials")) || File.Exists(PathOf("AWS_CONFIG_FILE", "config"))
            || IsOnEc2();
    }

    private static string PathOf(string variable, string name) => System.Environment.GetEnvironmentVariable(variable)
        ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".aws", name);

    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/identify_ec2_instances.html
    private static bool IsOnEc2()
    {
        const string Vendor = "/sys/devices/virtual/dmi/id/sys_vendor";
        return System.Environment.GetEnvironmentVariable("AWS_EC2_METADATA_DISABLED") != "true"
            && File.Exists(Vendor) && File.ReadAllText(Vendor).Contains("Amazon EC2", StringComparison.Ordinal);
    }
}
