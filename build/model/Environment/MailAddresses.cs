using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Environment;

/// <summary>Who writes, who is written to, and through which server.</summary>
public sealed class MailAddresses
{
    internal MailAddresses(PlatformIdentity identity, MailChoices mail)
    {
        Sender = mail.Mode == MailMode.Ses
            ? EmailAddress.Parse($"no-reply@{new DerivedNames(identity).Domain}", null)
            : At("no-reply", identity);
        Administrator = At("admin", identity);
        Contact = mail.ContactEmail ?? At("contact", identity);
        SmtpHost = mail.SmtpHost ?? $"email-smtp.{identity.AwsRegion}.amazonaws.com";
    }

    /// <summary>
    /// Who mail comes from, and whom LetsEncrypt writes to: through SES <c>no-reply@courses.yourschool.edu</c>, because SES sends only in the
    /// name of a domain whose zone the platform has; through an SMTP server <c>no-reply@yourschool.edu</c>.
    /// </summary>
    public EmailAddress Sender { get; }

    /// <summary>The first administrator: <c>admin@yourschool.edu</c>.</summary>
    public EmailAddress Administrator { get; }

    /// <summary>Where learners write to: <c>contact@yourschool.edu</c>.</summary>
    public EmailAddress Contact { get; }

    /// <summary>The SMTP server: <c>email-smtp.us-east-1.amazonaws.com</c>.</summary>
    public string SmtpHost { get; }

    private static EmailAddress At(string name, PlatformIdentity identity) => EmailAddress.Parse($"{name}@{identity.RootDomain}", null);
}
