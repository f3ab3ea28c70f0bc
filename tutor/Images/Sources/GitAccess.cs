using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Images.Sources;

/// <summary>What opens private repositories.</summary>
/// <param name="Token">A token for HTTPS; null for none.</param>
/// <param name="TokenHosts">The hosts that may see it, such as <c>github.com</c>.</param>
/// <param name="SshKeys">The private key's file by host.</param>
public sealed record GitAccess(Secret? Token, IReadOnlyList<string> TokenHosts, IReadOnlyDictionary<string, string> SshKeys);

/// <summary>
/// Lets git open private repositories without anything secret in arguments or URLs: it asks two small programs, which answer from variables
/// (https://git-scm.com/docs/gitcredentials, https://git-scm.com/docs/git#Documentation/git.txt-codeGITSSHcode).
/// </summary>
/// <param name="access">What opens them.</param>
/// <param name="folder">Where the two programs are written, for this user alone.</param>
public sealed class GitDoor(GitAccess access, string folder)
{
    private const string AskPass = """
        #!/bin/sh
        # Git asks for a user name and then for the password; any name goes with a token.
        case "$1" in
        Username*) echo x-access-token ;;
        *) printf '%s\n' "$TUTORPIPELINE_SOURCE_TOKEN" ;;
        esac
        """;

    private const string Ssh = """
        #!/bin/sh
        exec ssh -i "$TUTORPIPELINE_SSH_KEY" -o IdentitiesOnly=yes -o BatchMode=yes "$@"
        """;

    private readonly Lock gate = new();

    /// <summary>A start of git that may reach a repository.</summary>
    /// <param name="location">The repository's URL.</param>
    /// <param name="arguments">What git is to do.</param>
    /// <returns>The start; git never asks a person.</returns>
    public ToolInvocation Call(string location, IReadOnlyList<string> arguments)
    {
        var variables = new Dictionary<string, string?>
        {
            ["GIT_TERMINAL_PROMPT"] = "0", ["GIT_ASKPASS"] = "true", ["SSH_ASKPASS"] = "true", ["LC_ALL"] = "C.UTF-8", ["GIT_DIR"] = null,
            ["GIT_WORK_TREE"] = null, ["GIT_INDEX_FILE"] = null,
        };
        var secrets = new Dictionary<string, Secret>();
        var host = new Uri(location).Host;
        if (access.Token is { } token && access.TokenHosts.Contains(host, StringComparer.OrdinalIgnoreCase))
        {
            variables["GIT_ASKPASS"] = Program("askpass", AskPass);
            secrets["TUTORPIPELINE_SOURCE_TOKEN"] = token;
        }

        if (access.SshKeys.TryGetValue(host, out var key))
        {
            variables["GIT_SSH"] = Program("ssh", Ssh);
            variables["GIT_SSH_COMMAND"] = null;
            variables["TUTORPIPELINE_SSH_KEY"] = key;
        }

        return new ToolInvocation("git", ["-c", "credential.helper=", .. arguments]) { Environment = variables, SecretEnvironment = secrets };
    }

    private string Program(string name, string text)
    {
        var path = Path.Combine(Path.GetFullPath(folder), name);
        lock (gate)
        {
            Directory.CreateDirectory(folder);
            if (!File.Exists(path) || File.ReadAllText(path) != text)
            {
                File.WriteAllText(path, text);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        return path;
    }
}
