namespace TutorPipeline.Infra.Calls;

/// <summary>What SES says of the account in one region.</summary>
/// <param name="IsSandboxed">Whether mail reaches verified addresses only, 200 a day, until AWS was asked for production access.</param>
/// <param name="IsSendingEnabled">Whether mail is sent at all; AWS pauses accounts with many bounces.</param>
/// <param name="DailyQuota">How many messages may be sent in 24 hours; null when SES does not say.</param>
public sealed record MailAccount(bool IsSandboxed, bool IsSendingEnabled, double? DailyQuota);

/// <summary>The operation of SES v2 that the pipeline needs.</summary>
/// <param name="aws">Sends the calls.</param>
public sealed class MailCalls(AwsCalls aws)
{
    /// <summary>Reads the state of the account.</summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The state.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task<MailAccount> GetAccountAsync(CancellationToken cancellationToken)
    {
        var call = AwsCall.Get(AwsService.Mail, "GetAccount", $"SES in {aws.Region}", "/v2/email/account");
        var account = (await aws.SendAsync(call, cancellationToken)).Json();
        return new(
            account["ProductionAccessEnabled"]?.GetValue<bool>() != true,
            account["SendingEnabled"]?.GetValue<bool>() == true,
            account["SendQuota"]?["Max24HourSend"]?.GetValue<double>());
    }
}
