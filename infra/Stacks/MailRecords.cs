using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>The records by which receivers know that SES may send in the name of a domain.</summary>
internal sealed class MailRecords(StackBuilder stack, Value<string> zone, string domain, string region)
{
    private const int Seconds = 600;

    // SES always gives three keys, and changes over from one to the next by itself.
    private const int Keys = 3;

    // Where the keys have a name of the region; elsewhere they have a common one.
    // https://docs.aws.amazon.com/general/latest/gr/ses.html#ses_dkim_domains
    private static readonly string[] RegionsWithOwnName =
    [
        "af-south-1", "ap-northeast-3", "ap-south-2", "ap-southeast-3", "ap-southeast-5", "ca-west-1", "eu-central-2", "eu-south-1",
        "il-central-1", "me-central-1", "us-gov-east-1",
    ];

    /// <summary>DKIM: mail is signed. These records also prove to SES that the domain is ours.</summary>
    public void Dkim(ListReference<string> tokens)
    {
        var keys = Array.IndexOf(RegionsWithOwnName, region) < 0 ? "dkim.amazonses.com" : $"dkim.{region}.amazonses.com";
        stack.AddEach(Enumerable.Range(0, Keys), index => Record(
            $"dkim_{index + 1}", Value.Format($"{tokens[index]}._domainkey.{domain}"), "CNAME", Value.Format($"{tokens[index]}.{keys}")));
    }

    /// <summary>SPF: bounces come back to SES under a name of the domain, and SES may send under that name.</summary>
    public void Bounces(AwsSesv2EmailIdentityMailFromAttributes from)
    {
        stack.Add(Record("bounces", from.MailFromDomain, "MX", $"10 feedback-smtp.{region}.amazonses.com"));
        stack.Add(Record("spf", from.MailFromDomain, "TXT", "v=spf1 include:amazonses.com ~all"));
    }

    /// <summary>DMARC: what bears neither sign goes to the spam folder.</summary>
    public void Policy() => stack.Add(Record("dmarc", $"_dmarc.{domain}", "TXT", "v=DMARC1; p=quarantine"));

    private AwsRoute53Record Record(string logicalName, Value<string> name, string type, Value<string> value) => new(logicalName)
    {
        ZoneId = zone,
        Name = name,
        Type = type,
        Ttl = Seconds,
        Records = [value],
    };
}
