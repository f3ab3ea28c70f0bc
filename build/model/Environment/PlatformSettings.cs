using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Environment;

/// <summary>How the platform sends mail.</summary>
public enum MailMode
{
    /// <summary>Through the SES API with the pods' own role.</summary>
    Ses,

    /// <summary>Through any SMTP server with a user and a password.</summary>
    Smtp,
}

/// <summary>Mail.</summary>
/// <param name="Mode">How it is sent.</param>
/// <param name="SmtpHost">The SMTP server; null means SES' own in the platform's region.</param>
/// <param name="SmtpPort">Its port.</param>
/// <param name="SmtpUseTls">Whether the connection begins TLS (STARTTLS).</param>
/// <param name="ContactEmail">Where learners write to; null means <c>contact@</c> the root domain.</param>
public sealed record MailChoices(MailMode Mode, string? SmtpHost, int SmtpPort, bool SmtpUseTls, EmailAddress? ContactEmail);

/// <summary>The image and what goes into it.</summary>
/// <param name="TutorVersion">The version of Tutor, three numbers.</param>
/// <param name="OpenEdxRepository">The repository of the platform, without <c>.git</c>: a school's own fork has another.</param>
/// <param name="OpenEdxRelease">The branch or tag of Open edX, such as <c>release/ulmo.3</c>.</param>
/// <param name="TutorPlugins">Tutor's plugins by name, or with a version: <c>mfe</c>, <c>discovery==21.0.0</c>.</param>
/// <param name="Themes">Theme repositories.</param>
/// <param name="Plugins">Plugin repositories.</param>
/// <param name="XBlocks">XBlock repositories.</param>
/// <param name="Requirements">Further Python requirements, each pinned.</param>
public sealed record ImageChoices(
    string TutorVersion,
    string OpenEdxRepository,
    string OpenEdxRelease,
    IReadOnlyList<string> TutorPlugins,
    IReadOnlyList<SourceReference> Themes,
    IReadOnlyList<SourceReference> Plugins,
    IReadOnlyList<SourceReference> XBlocks,
    IReadOnlyList<string> Requirements);

/// <summary>The GitHub repository that holds this platform's pipeline.</summary>
/// <param name="Owner">The account or organisation.</param>
/// <param name="Repository">The repository's name.</param>
public sealed record GitHubChoices(string Owner, string Repository);
