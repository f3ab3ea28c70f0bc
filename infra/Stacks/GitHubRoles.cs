using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;
using TutorPipeline.Infra.Steps;

namespace TutorPipeline.Infra.Stacks;

/// <summary>The three roles that workflows of the platform's repository on GitHub can take on, each from its own kind of job.</summary>
internal sealed class GitHubRoles(StackBuilder stack, IdentitySettings settings, Value<string> cluster)
{
    // Provisioning a platform takes longer than the hour that a session lasts by default.
    private const int LongestSession = 4 * 60 * 60;

    private StackScope Scope => settings.Scope;

    /// <summary>
    /// Provisions and deploys, from jobs in the GitHub environment of the same name, for which people can be asked to approve.
    /// </summary>
    /// <remarks>
    /// It administers the account. Whoever may make roles and give them policies can come by every right, so a longer list of smaller
    /// rights would only look safer; what guards it is who gets into the GitHub environment.
    /// </remarks>
    public AwsIamRole Deploy()
    {
        var role = Role("deploy", $"environment:{settings.Environment}");
        Attach(role, "AdministratorAccess");
        Write(role, "not-these", GitHubPolicies.NeverDo());
        Enter(role, "AmazonEKSClusterAdminPolicy", new() { Type = "cluster" });
        return role;
    }

    /// <summary>
    /// Builds and pushes images, from jobs on the main branch. Such a job names no GitHub environment: images are the same for all who read
    /// the sources, there is nobody to ask, and the subject of its token is then the branch. Pull requests have another subject and do not
    /// get in.
    /// </summary>
    public AwsIamRole Build()
    {
        var role = Role("build", $"ref:refs/heads/{settings.Branch}");
        Write(role, "images", GitHubPolicies.PushImages(Scope, settings.Repositories));
        return role;
    }

    /// <summary>
    /// Looks whether the platform is as it should be and its backups can be read, from jobs in a GitHub environment of its own, which asks
    /// nobody, so that daily jobs run by themselves.
    /// </summary>
    public AwsIamRole Verify(StoredFiles files)
    {
        var role = Role("verify", $"environment:{settings.Environment}-verify");
        Attach(role, "ReadOnlyAccess");
        Write(role, "backups-but-no-learners", GitHubPolicies.Look(files, settings.StateBucket));
        Enter(role, "AmazonEKSViewPolicy", new() { Type = "namespace", Namespaces = [Scope.Namespace] });
        return role;
    }

    private AwsIamRole Role(string name, string subject) => stack.Add(new AwsIamRole($"github_{name}")
    {
        Name = $"{Scope.Namespace}-github-{name}",
        Description = $"Workflows of {settings.GitHub.Owner}/{settings.GitHub.Repository}: {name}",
        MaxSessionDuration = LongestSession,
        AssumeRolePolicy = AccessPolicy.Of(Trust(subject)),
    });

    // GitHub puts the numbers of owner and repository into the subject of repositories made or renamed since July 2026. No name of either
    // has an @ in it, so that the second pattern lets in nobody but the same repository.
    // https://docs.github.com/actions/reference/security/oidc#immutable-subject-claims
    private Document Trust(string subject) => Document.Map(
        ("Effect", "Allow"),
        ("Principal", Document.Map(
            ("Federated", $"arn:{Scope.Partition}:iam::{Scope.AccountId}:oidc-provider/{GitHubProvider.Issuer}"))),
        ("Action", "sts:AssumeRoleWithWebIdentity"),
        ("Condition", Document.Map(
            ("StringEquals", Document.Map(($"{GitHubProvider.Issuer}:aud", GitHubProvider.Audience))),
            ("StringLike", Document.Map(($"{GitHubProvider.Issuer}:sub", Document.List(
                $"repo:{settings.GitHub.Owner}/{settings.GitHub.Repository}:{subject}",
                $"repo:{settings.GitHub.Owner}@*/{settings.GitHub.Repository}@*:{subject}")))))));

    private void Attach(AwsIamRole role, string policy) => stack.Add(new AwsIamRolePolicyAttachment(role.LogicalName)
    {
        Role = role.Name,
        PolicyArn = $"arn:{Scope.Partition}:iam::aws:policy/{policy}",
    });

    private void Write(AwsIamRole role, string name, Document policy) =>
        stack.Add(new AwsIamRolePolicy(role.LogicalName) { Name = name, Role = role.Name, Policy = policy });

    private void Enter(AwsIamRole role, string policy, AwsEksAccessPolicyAssociation.AccessScopeBlock where)
    {
        var entry = stack.Add(new AwsEksAccessEntry(role.LogicalName) { ClusterName = cluster, PrincipalArn = role.Arn });
        stack.Add(new AwsEksAccessPolicyAssociation(role.LogicalName)
        {
            ClusterName = cluster,
            PrincipalArn = entry.PrincipalArn,
            PolicyArn = $"arn:{Scope.Partition}:eks::aws:cluster-access-policy/{policy}",
            AccessScope = where,
        });
    }
}
