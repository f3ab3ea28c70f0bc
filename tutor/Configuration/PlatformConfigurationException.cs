using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Configuration;

/// <summary>The platform's configuration cannot be made.</summary>
public sealed class PlatformConfigurationException : PipelineException
{
    private PlatformConfigurationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal static PlatformConfigurationException NoKey(SecretAddress address, string key) => new(
        $"The Secret {address} has no {key}, and Tutor would make another one up. Run SyncSecrets.");

    internal static PlatformConfigurationException Unfit(SecretAddress address, string key) => new(
        $"{key} of the Secret {address} has characters other than A-Z a-z 0-9 _ . -. Tutor inserts it unescaped, which breaks configuration and shell: "
        + "run RotateSecret for it.");

    internal static PlatformConfigurationException Jinja(string key) => new(
        $"{key} contains a quotation mark, a backslash, or one of {{{{ {{% {{#, which Tutor takes for something else. Choose another value.");

    internal static PlatformConfigurationException NoImage(string name) => new(
        $"No image {name} was pushed, and the platform needs one. Run PushImage.");

    internal static PlatformConfigurationException Settings(string path, string reason, Exception? innerException = null) => new(
        $"{path}: {reason.TrimEnd('.')}. It holds settings of LMS and Studio, one a line, such as: FEATURES: {{ENABLE_MKTG_SITE: true}}.", innerException);

    internal static PlatformConfigurationException NoKubectl() => new(
        "kubectl is not on PATH, and it renders Tutor's Kubernetes files. Install it: https://kubernetes.io/docs/tasks/tools/.");

    internal static PlatformConfigurationException Kustomize(ToolResult result) => new(
        $"'kubectl kustomize' failed with exit code {result.ExitCode}: {result.Error.Trim().TrimEnd('.')}. Look for a Tutor plugin that patches "
        + "the Kubernetes files.");
}
