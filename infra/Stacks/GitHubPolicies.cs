using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>What workflows on GitHub may do in the account.</summary>
internal static class GitHubPolicies
{
    /// <summary>
    /// What no deploy ever does: users and keys that outlive the job, and the provider by which all workflows of the account get in.
    /// It keeps a program that went wrong from it, not a person who makes another role first.
    /// </summary>
    public static Document NeverDo() => AccessPolicy.Of(AccessPolicy.Deny(
        [
            "iam:CreateUser", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:DeleteOpenIDConnectProvider",
            "organizations:LeaveOrganization",
        ],
        "*"));

    /// <summary>Reads and pushes images of the platform's repositories.</summary>
    public static Document PushImages(StackScope scope, IEnumerable<string> repositories) => AccessPolicy.Of(
        AccessPolicy.Allow(["ecr:GetAuthorizationToken"], "*"),
        AccessPolicy.Allow(
            [
                "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:DescribeImageScanFindings",
                "ecr:DescribeImages", "ecr:DescribeRepositories", "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload", "ecr:ListImages",
                "ecr:PutImage", "ecr:UploadLayerPart",
            ],
            [.. repositories.Select(name => ArnOf(scope, name))]));

    /// <summary>
    /// On top of AWS's own read-only policy: reads what backups hold, and takes the lock of a state while comparing; what learners handed
    /// in is none of its business.
    /// </summary>
    public static Document Look(StoredFiles files, string stateBucket) => AccessPolicy.Of(
        AccessPolicy.Allow(["kms:Decrypt"], files.BackupKey),
        AccessPolicy.Allow(
            ["s3:PutObject", "s3:DeleteObject"],
            $"arn:{files.Scope.Partition}:s3:::{stateBucket}/{files.Scope.Namespace}/*.tflock"),
        AccessPolicy.Deny(["s3:GetObject*"], files.Objects(files.Private)));

    private static Value<string> ArnOf(StackScope scope, string repository) =>
        $"arn:{scope.Partition}:ecr:{scope.Region}:{scope.AccountId}:repository/{repository}";
}
