using Amazon.Runtime;
using TutorPipeline.Infra.Access;
using TutorPipeline.Infra.Steps;
using TutorPipeline.Infra.Tests.Calls;
using Xunit;

namespace TutorPipeline.Infra.Tests.Steps;

public static class AwsExaminationTests
{
    private const string Arn = "arn:aws:iam::123456789012:user/ada";

    [Fact]
    public static async Task Says_who_asks_and_that_mail_is_in_the_sandbox() => Assert.Equal(
        [
            new("AWS", $"account 123456789012 in eu-west-1, as {Arn}"),
            new(
                "SES",
                "in the sandbox in eu-west-1: mail reaches verified addresses only, 200 messages a day; ask for production access: "
                + "https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html"),
        ],
        await ExamineAsync(new("""{"ProductionAccessEnabled":false,"SendingEnabled":true,"SendQuota":{"Max24HourSend":200}}""")));

    [Theory]
    [InlineData(
        """{"ProductionAccessEnabled":true,"SendingEnabled":true,"SendQuota":{"Max24HourSend":50000}}""",
        "out of the sandbox in eu-west-1, 50000 messages a day")]
    [InlineData("""{"SendingEnabled":false}""", "AWS has paused sending in eu-west-1; see the reputation page of SES")]
    public static async Task Says_how_mail_stands(string account, string expected) =>
        Assert.Equal(expected, (await ExamineAsync(new(account)))[1].Finding);

    [Fact]
    public static async Task A_refusal_is_a_finding() => Assert.StartsWith(
        "sandbox not looked at: GetAccount on SES in eu-west-1 failed: AWS denied it (AccessDeniedException: no). Allow ses:GetAccount",
        (await ExamineAsync(new("""{"message":"no"}""", 403, "AccessDeniedException")))[1].Finding,
        StringComparison.Ordinal);

    [Fact]
    public static async Task Says_that_the_credentials_are_of_another_account() => Assert.Equal(
        $"account 123456789012, as {Arn}, which is not the environment's account 210987654321; use credentials of that one",
        (await ExamineAsync(new("""{"SendingEnabled":true}"""), "210987654321"))[0].Finding);

    [Fact]
    public static async Task Says_what_was_not_looked_at_without_credentials()
    {
        const string Why = "there are no AWS credentials; log in with 'aws sso login' and set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and "
            + "AWS_SECRET_ACCESS_KEY";
        var access = new AwsAccess("eu-west-1", null, () => null);

        Assert.Equal(
            [new("AWS", $"not looked at: {Why}"), new("SES", $"sandbox not looked at: {Why}")],
            await new AwsExamination(access, "123456789012", usesSes: true).ExamineAsync(default));
    }

    [Fact]
    public static async Task Does_not_ask_for_mail_that_goes_another_way()
    {
        var access = new AwsAccess("eu-west-1", null, () => null);

        Assert.Equal(
            "not used: mail goes through an SMTP server",
            (await new AwsExamination(access, "123456789012", usesSes: false).ExamineAsync(default))[1].Finding);
    }

    private static async Task<IReadOnlyList<AwsFinding>> ExamineAsync(LoopbackAnswer mail, string accountId = "123456789012")
    {
        using var server = new LoopbackAws(call => call.Operation == "GetCallerIdentity"
            ? new("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
                + $"<Arn>{Arn}</Arn><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>")
            : mail);
        var access = new AwsAccess("eu-west-1", server.Endpoint, () => new BasicAWSCredentials("a", "b"));
        return await new AwsExamination(access, accountId, usesSes: true).ExamineAsync(default);
    }
}
