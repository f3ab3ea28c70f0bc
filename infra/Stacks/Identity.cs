using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>
/// Roles instead of users with keys: for the platform's pods, which store files, send mail and take backups, and for the workflows on
/// GitHub, which deploy, build images and look after the platform.
/// </summary>
/// <remarks>
/// Pods come by their role through EKS Pod Identity, workflows through GitHub's OIDC provider. Of that provider there can be one in an
/// account and others may use it, so it is in no stack: it is made outside, once, and never removed; here only its ARN is used, which is
/// known.
/// </remarks>
public static class Identity
{
    /// <summary>The stack's name.</summary>
    public const string Stack = "identity";

    /// <summary>Describes the stack.</summary>
    /// <param name="settings">Who gets a role.</param>
    /// <param name="cluster">The cluster in which the pods run.</param>
    /// <param name="storage">The buckets that pods use.</param>
    /// <returns>The stack.</returns>
    public static StackDefinition<IdentityOutputs> Define(
        IdentitySettings settings, Upstream<ClusterOutputs> cluster, Upstream<StorageOutputs> storage)
    {
        var stack = new StackBuilder(Stack, settings.Scope);
        var clusterName = stack.Take("cluster_name", "The EKS cluster.", cluster, outputs => outputs.ClusterName);
        var buckets = StoredFiles.Take(stack, settings.Scope, storage);

        var pods = new PodRoles(stack, settings.Scope, clusterName);
        var openEdx = pods.Add(ServiceAccounts.OpenEdx);
        pods.Allow(openEdx, "media", PodPolicies.Media(buckets));
        if (settings.MailDomain is { } domain)
        {
            pods.Allow(openEdx, "mail", PodPolicies.Mail(settings.Scope, domain));
        }

        var backup = pods.Add(ServiceAccounts.Backup);
        pods.Allow(backup, "backups", PodPolicies.Backups(buckets));

        var gitHub = new GitHubRoles(stack, settings, clusterName);
        var deploy = gitHub.Deploy();
        var build = gitHub.Build();
        var verify = gitHub.Verify(buckets);

        var roles = new[] { openEdx, backup, deploy, build, verify };
        var arns = roles.Select(role => stack.Give($"{role.LogicalName}_role_arn", role.Arn)).ToArray();
        return stack.Build(read => new IdentityOutputs(
            read.Read(arns[0]), read.Read(arns[1]), read.Read(arns[2]), read.Read(arns[3]), read.Read(arns[4])));
    }

    /// <summary>What the outputs will be: ARNs of roles follow from their names.</summary>
    /// <param name="settings">Who will get a role.</param>
    /// <returns>The outputs of the applied stack.</returns>
    public static Upstream<IdentityOutputs> Placeholders(IdentitySettings settings)
    {
        var prefix = $"arn:{settings.Scope.Partition}:iam::{settings.Scope.AccountId}:role/{settings.Scope.Namespace}";
        return new(
            new(
                $"{prefix}-{ServiceAccounts.OpenEdx}",
                $"{prefix}-{ServiceAccounts.Backup}",
                $"{prefix}-github-deploy",
                $"{prefix}-github-build",
                $"{prefix}-github-verify"),
            "ProvisionIdentity");
    }
}
