namespace TutorPipeline.Parameters;

/// <summary>How sources are reached.</summary>
public interface ISourceParameters : INukeBuild
{
    /// <summary>The token for private sources.</summary>
    [Parameter("Token that reads private theme, plugin and XBlock repositories"), Secret]
    Model.Secret? SourceToken => TryGetValue(() => SourceToken);

    /// <summary>Who may see the token.</summary>
    [Parameter("Hosts to which SourceToken may be sent")]
    string[] SourceTokenHosts => TryGetValue(() => SourceTokenHosts) ?? ["github.com"];

    /// <summary>The keys for private sources.</summary>
    [Parameter("Files of SSH keys for ssh:// sources by host, such as gitlab.com=~/.ssh/deploy")]
    string[] SshKeys => TryGetValue(() => SshKeys) ?? [];

    /// <summary>Whether sources must be those of the lock file.</summary>
    [Parameter("Refuse sources whose commits are not those of tutor/sources.lock.json")]
    bool Locked => TryGetValue<bool?>(() => Locked) ?? false;
}
