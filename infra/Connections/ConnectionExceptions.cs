using TutorPipeline.Model;

namespace TutorPipeline.Infra.Connections;

/// <summary>A program that opens the way is not on this machine.</summary>
/// <param name="tool">The program.</param>
/// <param name="howToGet">How to get it.</param>
public sealed class ConnectionToolMissingException(string tool, string howToGet) : PipelineException(
    $"The connection cannot be opened from here: the program '{tool}' is not on PATH. {howToGet} Or take the commands above to a machine "
    + "that has it.")
{
    /// <summary>What opening needs.</summary>
    internal static IReadOnlyList<(string Tool, string HowToGet)> Needed { get; } =
    [
        ("aws", "Install the AWS CLI: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html."),
        ("session-manager-plugin",
            "Install it: https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html."),
    ];

    /// <summary>The program.</summary>
    public string Tool { get; } = tool;
}

/// <summary>The tunnel or the shell ended with an error.</summary>
/// <param name="command">What was run.</param>
/// <param name="exitCode">How it ended.</param>
public sealed class ConnectionEndedException(string command, int exitCode) : PipelineException(
    $"The connection ended with exit code {exitCode}: {command}. What it said stands above. Check the AWS credentials, that the bastion "
    + "runs and is known to Systems Manager, and that the local port is free; then connect again.")
{
    /// <summary>How it ended.</summary>
    public int ExitCode { get; } = exitCode;
}

/// <summary>A password was to be shown that is not there.</summary>
/// <param name="secret">The Secret.</param>
/// <param name="key">Its key.</param>
public sealed class PasswordMissingException(SecretAddress secret, string key) : PipelineException(
    $"The password cannot be shown: there is no {key} in the Secret {secret}, or the cluster that holds it is not known. Make the Secrets "
    + "with SyncSecrets, or name the cluster with --kubeconfig.");
