using TutorPipeline.Infra.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra.Stacks;

/// <summary>In whose name mail is sent.</summary>
/// <param name="Scope">Where SES lives.</param>
/// <param name="Domain">The domain of the senders; null when an SMTP server sends and SES is not used.</param>
public sealed record MailSettings(StackScope Scope, string? Domain)
{
    /// <summary>Takes the settings from an environment; every environment sends in the name of its own domain.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The settings.</returns>
    public static MailSettings From(PlatformEnvironment environment) => new(
        PlatformScope.Own(environment), environment.Mail.Mode == MailMode.Ses ? environment.Names.Domain.Text : null);
}
