using TutorPipeline.Infra.Calls;
using TutorPipeline.Infra.Steps;
using TutorPipeline.Infra.Tests.Calls;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Steps;

public static class GitHubProviderTests
{
    private const string Subject = "identity/openid_connect_provider/token.actions.githubusercontent.com";
    private const string Arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";

    [Fact]
    public static async Task Makes_the_provider_where_there_is_none()
    {
        using var server = new LoopbackAws(call => call.Operation == "GetOpenIDConnectProvider" ? Missing
            : new($"<R><Result><OpenIDConnectProviderArn>{Arn}</OpenIDConnectProviderArn></Result></R>"));
        var notes = new Notes();

        Assert.Equal(
            new Change(ChangeKind.Create, Subject, "one for the whole account; it is never removed"), await RunAsync(server, notes));

        var call = server.Asked[^1];
        Assert.Equal(
            ("CreateOpenIDConnectProvider", "https://token.actions.githubusercontent.com", "sts.amazonaws.com"),
            (call.Operation, call.Field("Url"), call.Field("ClientIDList.member.1")));
        Assert.Equal([$"Made {Arn}."], notes.Lines);
    }

    [Fact]
    public static async Task Adopts_the_provider_that_is_there()
    {
        using var server = LoopbackAws.Always(Provider("sts.amazonaws.com"));

        Assert.Equal(
            new Change(ChangeKind.Skip, Subject, "it is there already and is shared with others in the account"), await RunAsync(server));

        Assert.Equal(["GetOpenIDConnectProvider"], server.Asked.Select(call => call.Operation));
    }

    [Fact]
    public static async Task Adds_the_audience_of_sts_to_a_provider_of_others()
    {
        using var server = LoopbackAws.Always(Provider("https://github.com/others"));

        Assert.Equal(
            new Change(ChangeKind.Update, Subject, "it is there; sts.amazonaws.com is added to its audiences"), await RunAsync(server));

        var call = server.Asked[^1];
        Assert.Equal(
            ("AddClientIDToOpenIDConnectProvider", Arn, "sts.amazonaws.com"),
            (call.Operation, call.Field("OpenIDConnectProviderArn"), call.Field("ClientID")));
    }

    [Fact]
    public static async Task Takes_what_somebody_else_made_in_the_meantime()
    {
        using var server = new LoopbackAws(call => call.Operation == "GetOpenIDConnectProvider" ? Missing
            : LoopbackAnswer.Fault(409, "EntityAlreadyExists", "there is one"));
        var notes = new Notes();

        await RunAsync(server, notes);

        Assert.Equal([$"{Arn} was made by somebody else in the meantime; it is used as it is."], notes.Lines);
    }

    private static LoopbackAnswer Missing => LoopbackAnswer.Fault(404, "NoSuchEntity", "not there");

    private static string Provider(string audience) =>
        $"<R><Url>token.actions.githubusercontent.com</Url><ClientIDList><member>{audience}</member></ClientIDList></R>";

    private static async Task<Change> RunAsync(LoopbackAws server, Notes? notes = null)
    {
        var step = new GitHubProvider(new OidcCalls(server.Aws), "123456789012");
        var plan = await step.PlanAsync(notes ?? new(), default);
        await step.ApplyAsync(plan, notes ?? new(), default);
        return Assert.Single(plan.Changes);
    }
}
