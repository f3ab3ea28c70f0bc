using System.Globalization;
using TutorPipeline.Infra.Access;
using TutorPipeline.Infra.Calls;

namespace TutorPipeline.Infra.Steps;

/// <summary>One line about the way to AWS.</summary>
/// <param name="Subject">What it is about, such as <c>SES</c>.</param>
/// <param name="Finding">What was found, or why it was not looked at.</param>
public sealed record AwsFinding(string Subject, string Finding);

/// <summary>Looks at what a person should know of the AWS account before the first run: who asks, and whether mail leaves it.</summary>
/// <param name="access">The way to AWS.</param>
/// <param name="accountId">The environment's account.</param>
/// <param name="usesSes">Whether the environment sends its mail through SES.</param>
public sealed class AwsExamination(AwsAccess access, string accountId, bool usesSes)
{
    private const string HowToLeaveSandbox = "https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html";

    /// <summary>Looks, as far as the credentials allow; a refusal is a finding, not an error.</summary>
    /// <param name="cancellationToken">Ends the looking early.</param>
    /// <returns>One line for the caller and one for mail.</returns>
    public async Task<IReadOnlyList<AwsFinding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var standing = await access.StandingAsync();
        return
        [
            new("AWS", standing.Caller is { } caller ? Describe(caller) : $"not looked at: {standing.Why}; {standing.HowToGet}"),
            new("SES", await MailAsync(standing, cancellationToken)),
        ];
    }

    private string Describe(AwsCaller caller) => caller.AccountId == accountId
        ? $"account {caller.AccountId} in {access.Region}, as {caller.Arn}"
        : $"account {caller.AccountId}, as {caller.Arn}, which is not the environment's account {accountId}; use credentials of that one";

    private async Task<string> MailAsync(AwsStanding standing, CancellationToken cancellationToken)
    {
        if (!usesSes)
        {
            return "not used: mail goes through an SMTP server";
        }

        if (standing.Caller is null)
        {
            return $"sandbox not looked at: {standing.Why}; {standing.HowToGet}";
        }

        try
        {
            using var calls = new AwsCalls(access);
            return Describe(await new MailCalls(calls).GetAccountAsync(cancellationToken));
        }
        catch (AwsCallException exception)
        {
            return $"sandbox not looked at: {exception.Message}";
        }
    }

    private string Describe(MailAccount account)
    {
        var quota = account.DailyQuota is { } daily
            ? string.Create(CultureInfo.InvariantCulture, $", {daily:0} messages a day") : string.Empty;
        return !account.IsSendingEnabled ? $"AWS has paused sending in {access.Region}; see the reputation page of SES"
            : account.IsSandboxed
                ? $"in the sandbox in {access.Region}: mail reaches verified addresses only{quota}; ask for production access: "
                    + HowToLeaveSandbox
                : $"out of the sandbox in {access.Region}{quota}";
    }
}
