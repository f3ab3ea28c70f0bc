using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>Roles that pods of one namespace have through their service accounts.</summary>
internal sealed class PodRoles(StackBuilder stack, StackScope scope, Value<string> cluster)
{
    /// <summary>Adds the role of a service account; it has the account's name.</summary>
    public AwsIamRole Add(string serviceAccount)
    {
        var name = LogicalNames.From(serviceAccount);
        var role = stack.Add(new AwsIamRole(name)
        {
            Name = $"{scope.Namespace}-{serviceAccount}",
            Description = $"Pods of the service account {serviceAccount} in {scope.Namespace}",
            AssumeRolePolicy = AccessPolicy.TrustOfPods(),
        });
        stack.Add(new AwsEksPodIdentityAssociation(name)
        {
            ClusterName = cluster,
            Namespace = scope.Namespace,
            ServiceAccount = serviceAccount,
            RoleArn = role.Arn,
        });
        return role;
    }

    /// <summary>Adds a policy and gives it to a role.</summary>
    public void Allow(AwsIamRole role, string service, Document policy)
    {
        var added = stack.Add(new AwsIamPolicy(service) { Name = $"{scope.Namespace}-{service}", Policy = policy });
        stack.Add(new AwsIamRolePolicyAttachment($"{role.LogicalName}_{service}") { Role = role.Name, PolicyArn = added.Arn });
    }
}
