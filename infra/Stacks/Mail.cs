using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>
/// SES sends mail in the name of the environment's domain, with the records by which others can tell that it may: DKIM, SPF and DMARC.
/// </summary>
/// <remarks>
/// Where an SMTP server sends instead, the stack is empty: it has no resource, no input and no output, and its plan says that nothing is to
/// be done. It is there all the same, so that changing over to SMTP removes what SES had.
/// </remarks>
public static class Mail
{
    /// <summary>The stack's name.</summary>
    public const string Stack = "mail";

    /// <summary>Describes the stack.</summary>
    /// <param name="settings">In whose name mail is sent.</param>
    /// <param name="dns">The zone of the domain.</param>
    /// <returns>The stack.</returns>
    public static StackDefinition<MailOutputs> Define(MailSettings settings, Upstream<DnsOutputs> dns)
    {
        var stack = new StackBuilder(Stack, settings.Scope);
        if (settings.Domain is not { } domain)
        {
            return stack.Build(_ => new MailOutputs(null, null));
        }

        var records = new MailRecords(stack, FriendlyName.Zone(stack, dns), domain, settings.Scope.Region);
        var rules = stack.Add(Rules(settings));
        var identity = stack.Add(new AwsSesv2EmailIdentity("main")
        {
            EmailIdentity = domain,
            ConfigurationSetName = rules.ConfigurationSetName,
            DkimSigningAttributes = new() { NextSigningKeyLength = "RSA_2048_BIT" },
        });
        records.Dkim(identity.DkimSigningAttributes.Tokens);
        records.Bounces(stack.Add(new AwsSesv2EmailIdentityMailFromAttributes("main")
        {
            EmailIdentity = identity.EmailIdentity,
            MailFromDomain = $"mail.{domain}",
            BehaviorOnMxFailure = "USE_DEFAULT_VALUE",
        }));
        records.Policy();

        var name = stack.Give("domain", identity.EmailIdentity);
        var set = stack.Give("configuration_set", rules.ConfigurationSetName);
        return stack.Build(read => new MailOutputs(read.Read(name), read.Read(set)));
    }

    /// <summary>What the outputs will be; without SES they are known already.</summary>
    /// <param name="settings">In whose name mail will be sent.</param>
    /// <returns>The outputs of the applied stack.</returns>
    public static Upstream<MailOutputs> Placeholders(MailSettings settings) => settings.Domain is { } domain
        ? new(new(domain, settings.Scope.Namespace), "ProvisionMail")
        : new(new(null, null));

    // Mail carries links that reset passwords, so it travels encrypted or not at all; who complained or does not exist is not written to
    // again.
    private static AwsSesv2ConfigurationSet Rules(MailSettings settings) => new("main")
    {
        ConfigurationSetName = settings.Scope.Namespace,
        DeliveryOptions = new() { TlsPolicy = "REQUIRE" },
        ReputationOptions = new() { ReputationMetricsEnabled = true },
        SendingOptions = new() { SendingEnabled = true },
        SuppressionOptions = new() { SuppressedReasons = ["BOUNCE", "COMPLAINT"] },
    };
}
