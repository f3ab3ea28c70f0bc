using TutorPipeline.Infra.Calls;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Steps;

/// <summary>What is to be done about GitHub's OIDC provider.</summary>
/// <param name="Changes">One line that says it.</param>
/// <param name="Existing">The provider that is there, or null.</param>
public sealed record GitHubProviderPlan(IReadOnlyList<Change> Changes, OidcProvider? Existing) : StagePlan(Changes, [], []);

/// <summary>
/// The OIDC provider by which workflows on GitHub take roles of AWS. There can be one only in an account, and others may rely on it: it is
/// adopted when it is there, made when it is not, and never removed. So it is in no stack.
/// </summary>
/// <param name="oidc">Asks IAM.</param>
/// <param name="accountId">The account: twelve digits.</param>
/// <param name="partition">The part of AWS as in ARNs, such as <c>aws</c>.</param>
public sealed class GitHubProvider(OidcCalls oidc, string accountId, string partition = "aws") : IStage<GitHubProviderPlan>
{
    /// <summary>The issuer of the tokens (https://docs.github.com/actions/reference/security/oidc).</summary>
    public const string Issuer = "token.actions.githubusercontent.com";

    /// <summary>For whom the tokens are made.</summary>
    public const string Audience = "sts.amazonaws.com";

    /// <summary>The subject of the change.</summary>
    public const string Subject = $"identity/openid_connect_provider/{Issuer}";

    private static readonly KeyValuePair<string, string>[] Tags = [new("ManagedBy", "TutorPipeline"), new("Scope", "account")];

    /// <summary>The provider's ARN, which is the same before and after it is made.</summary>
    public string Arn => $"arn:{partition}:iam::{accountId}:oidc-provider/{Issuer}";

    /// <inheritdoc/>
    /// <exception cref="AwsCallException">IAM refused, or cannot be reached.</exception>
    public async Task<GitHubProviderPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var existing = await oidc.FindAsync(Arn, cancellationToken);
        var change = existing is null
            ? new Change(ChangeKind.Create, Subject, "one for the whole account; it is never removed")
            : existing.Audiences.Contains(Audience)
                ? new Change(ChangeKind.Skip, Subject, "it is there already and is shared with others in the account")
                : new Change(ChangeKind.Update, Subject, $"it is there; {Audience} is added to its audiences");
        return new([change], existing);
    }

    /// <inheritdoc/>
    /// <exception cref="AwsCallException">IAM refused, or cannot be reached.</exception>
    public async Task ApplyAsync(GitHubProviderPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        if (plan.Existing is null)
        {
            await CreateAsync(report, cancellationToken);
        }
        else if (!plan.Existing.Audiences.Contains(Audience))
        {
            await oidc.AddAudienceAsync(Arn, Audience, cancellationToken);
            report.Information($"Added {Audience} to the audiences of {Arn}.");
        }
    }

    private async Task CreateAsync(IStageReport report, CancellationToken cancellationToken)
    {
        try
        {
            report.Information($"Made {await oidc.CreateAsync($"https://{Issuer}", Audience, Tags, cancellationToken)}.");
        }
        catch (AwsRefusedException exception) when (exception.Code is "EntityAlreadyExists" or "EntityAlreadyExistsException")
        {
            report.Information($"{Arn} was made by somebody else in the meantime; it is used as it is.");
        }
    }
}
