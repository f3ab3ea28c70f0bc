using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>Mail, sign-in with others, and backups.</summary>
public interface IPlatformServiceParameters : INukeBuild
{
    /// <summary>How mail is sent.</summary>
    [Parameter("How mail is sent: through the SES API with the pods' own role, or through an SMTP server")]
    MailMode MailMode => TryGetValue<MailMode?>(() => MailMode) ?? MailMode.Ses;

    /// <summary>The SMTP server.</summary>
    [Parameter("SMTP server; default: SES' own in the platform's region")]
    string? SmtpHost => TryGetValue(() => SmtpHost);

    /// <summary>The SMTP port.</summary>
    [Parameter("Port of the SMTP server")]
    int SmtpPort => TryGetValue<int?>(() => SmtpPort) ?? 587;

    /// <summary>STARTTLS.</summary>
    [Parameter("Begin TLS on the SMTP connection")]
    bool SmtpUseTls => TryGetValue<bool?>(() => SmtpUseTls) ?? true;

    /// <summary>The SMTP user.</summary>
    [Parameter("User of the SMTP server"), Secret]
    Model.Secret? SmtpUsername => TryGetValue(() => SmtpUsername);

    /// <summary>The SMTP password.</summary>
    [Parameter("Password of the SMTP server"), Secret]
    Model.Secret? SmtpPassword => TryGetValue(() => SmtpPassword);

    /// <summary>The contact address.</summary>
    [Parameter("Where learners write to; default: contact@ the root domain")]
    EmailAddress? ContactEmail => TryGetValue(() => ContactEmail);

    /// <summary>Facebook's app id.</summary>
    [Parameter("App id for sign-in with Facebook"), Secret]
    Model.Secret? FacebookAppId => TryGetValue(() => FacebookAppId);

    /// <summary>Facebook's app secret.</summary>
    [Parameter("App secret for sign-in with Facebook"), Secret]
    Model.Secret? FacebookAppSecret => TryGetValue(() => FacebookAppSecret);

    /// <summary>Client secrets of other identity providers.</summary>
    [Parameter("Client secrets for sign-in with others, each after its backend's name: google-oauth2=SECRET azuread-oauth2=SECRET"), Secret]
    Model.Secret? OAuthSecrets => TryGetValue(() => OAuthSecrets);

    /// <summary>When backups are taken.</summary>
    [Parameter("Schedule of the backups: five fields, UTC")]
    CronExpression BackupSchedule => TryGetValue(() => BackupSchedule) ?? CronExpression.Parse("0 8 * * *", null);

    /// <summary>How old a backup may be.</summary>
    [Parameter("How old the newest verified backup may be, such as 26h")]
    TimeSpan BackupMaxAge => TryGetValue<TimeSpan?>(() => BackupMaxAge) ?? TimeSpan.FromHours(26);

    /// <summary>Daily backups.</summary>
    [Parameter("Daily backups that are kept")]
    int BackupKeptDaily => TryGetValue<int?>(() => BackupKeptDaily) ?? 30;

    /// <summary>Monthly backups.</summary>
    [Parameter("Monthly backups that are kept")]
    int BackupKeptMonthly => TryGetValue<int?>(() => BackupKeptMonthly) ?? 12;

    /// <summary>Object lock.</summary>
    [Parameter("Let the backup bucket refuse deletion before its time; can be chosen only when the bucket is made")]
    bool BackupObjectLock => TryGetValue<bool?>(() => BackupObjectLock) ?? false;
}
