using TutorPipeline.Model;

namespace TutorPipeline.Infra.Access;

/// <summary>Who asks AWS.</summary>
/// <param name="AccountId">The account, 12 digits.</param>
/// <param name="Arn">The user or the assumed role.</param>
public sealed record AwsCaller(string AccountId, string Arn);

/// <summary>Whether AWS can be asked, by whom, and if not, why not.</summary>
/// <param name="Caller">Who asks; null when AWS cannot be asked.</param>
/// <param name="Why">Why it cannot be asked, as part of a sentence; empty when it can.</param>
/// <param name="HowToGet">What to do about it; empty when it can be asked.</param>
public sealed record AwsStanding(AwsCaller? Caller, string Why, string HowToGet)
{
    private const string LogIn =
        "log in with 'aws sso login' and set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";

    private static readonly string[] Expired = ["ExpiredToken", "ExpiredTokenException", "RequestExpired"];

    /// <summary>There are no credentials on this machine.</summary>
    public static AwsStanding NoCredentials { get; } = new(null, "there are no AWS credentials", LogIn);

    internal static AwsStanding Refused(string code, string message) => Expired.Contains(code)
        ? new(null, "the AWS credentials have expired", "get new ones, such as with 'aws sso login', and run the same command again")
        : new(null, $"AWS refused the credentials ({code}: {message.TrimEnd('.')})", LogIn);

    internal static AwsStanding Unreachable(string where, string message) =>
        new(null, $"{where} does not answer ({message.TrimEnd('.')})", "check the network, the region and --aws-endpoint");

    /// <summary>Insists that AWS can be asked, in the right account.</summary>
    /// <param name="accountId">The account that the environment belongs to.</param>
    /// <returns>Who asks.</returns>
    /// <exception cref="AwsAccessException">AWS cannot be asked.</exception>
    /// <exception cref="WrongAccountException">The credentials are of another account.</exception>
    public AwsCaller Require(string accountId)
    {
        var caller = Caller ?? throw new AwsAccessException(this);
        return caller.AccountId == accountId ? caller : throw new WrongAccountException(caller, accountId);
    }
}

/// <summary>AWS cannot be asked.</summary>
/// <param name="standing">Why not, and what to do about it.</param>
public sealed class AwsAccessException(AwsStanding standing)
    : PipelineException($"AWS cannot be asked: {standing.Why}. Nothing was changed. To go on, {standing.HowToGet}.");

/// <summary>The credentials belong to another account than the environment.</summary>
/// <param name="caller">Whose they are.</param>
/// <param name="accountId">The environment's account.</param>
public sealed class WrongAccountException(AwsCaller caller, string accountId) : PipelineException(
    $"The AWS credentials belong to account {caller.AccountId} ({caller.Arn}), but AwsAccountId of the environment is {accountId}. Nothing "
    + "was changed. Use credentials of that account, or correct AwsAccountId in .nuke/parameters.json.");
