using System.Text.Json.Nodes;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Stacks;

public static class IdentityTests
{
    private const string Sub = "token.actions.githubusercontent.com:sub";

    [Fact]
    public static void Makes_no_user_and_no_key() => Assert.DoesNotContain(
        Resources("identity-full").AsObject(),
        type => type.Key.StartsWith("aws_iam_user", StringComparison.Ordinal) || type.Key == "aws_iam_access_key");

    [Theory]
    [InlineData("github_deploy", "environment:prod")]
    [InlineData("github_build", "ref:refs/heads/main")]
    [InlineData("github_verify", "environment:prod-verify")]
    public static void Lets_only_one_kind_of_job_of_one_repository_in_under_both_forms_of_its_name(string role, string subject)
    {
        var policy = Resources("identity")["aws_iam_role"]![role]!["assume_role_policy"]!.GetValue<string>();
        var trust = JsonNode.Parse(policy)!["Statement"]![0]!;

        Assert.Equal(
            [$"repo:yourschool/openedx_devops:{subject}", $"repo:yourschool@*/openedx_devops@*:{subject}"],
            trust["Condition"]!["StringLike"]![Sub]!.AsArray().Select(item => item!.GetValue<string>()));
        Assert.Equal(
            "sts.amazonaws.com", trust["Condition"]!["StringEquals"]!["token.actions.githubusercontent.com:aud"]!.GetValue<string>());
        Assert.Equal(
            "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
            trust["Principal"]!["Federated"]!.GetValue<string>());
    }

    [Fact]
    public static void Uses_the_accounts_provider_without_owning_it() =>
        Assert.Null(Resources("identity-full")["aws_iam_openid_connect_provider"]);

    [Fact]
    public static void Pods_have_their_roles_by_the_service_accounts_that_the_platform_runs_with()
    {
        var associations = Resources("identity")["aws_eks_pod_identity_association"]!.AsObject();

        Assert.Equal(
            [ServiceAccounts.OpenEdx, ServiceAccounts.Backup],
            associations.Select(association => association.Value!["service_account"]!.GetValue<string>()));
        Assert.All(associations, association => Assert.Equal(
            "courses-yourschool-virginia", association.Value!["namespace"]!.GetValue<string>()));
    }

    [Fact]
    public static void Whoever_takes_backups_cannot_delete_them()
    {
        var allowed = Actions("identity", "aws_iam_policy", "backups");

        Assert.Contains("s3:PutObject", allowed);
        Assert.Contains("s3:PutObjectTagging", allowed);
        Assert.Contains("kms:GenerateDataKey", allowed);
        Assert.DoesNotContain(allowed, action => action.Contains("Delete", StringComparison.Ordinal) || action.EndsWith('*'));
    }

    [Fact]
    public static void Pods_send_mail_only_through_SES_and_only_from_their_domain()
    {
        Assert.Null(Resources("identity")["aws_iam_policy"]!["mail"]);
        var mail = Policy("identity-full", "aws_iam_policy", "mail")["Statement"]![0]!;

        Assert.Equal("*@courses.yourschool.edu", mail["Condition"]!["StringLike"]!["ses:FromAddress"]!.GetValue<string>());
        Assert.NotNull(Resources("identity-full")["aws_iam_role_policy_attachment"]!["openedx_mail"]);
    }

    [Fact]
    public static void A_build_reaches_nothing_but_the_registry()
    {
        Assert.All(
            Actions("identity", "aws_iam_role_policy", "github_build"),
            action => Assert.StartsWith("ecr:", action, StringComparison.Ordinal));
        Assert.Null(Resources("identity")["aws_iam_role_policy_attachment"]!["github_build"]);
        Assert.Null(Resources("identity")["aws_eks_access_entry"]!["github_build"]);
    }

    [Fact]
    public static void A_daily_job_looks_at_its_own_namespace_and_never_at_what_learners_handed_in()
    {
        var resources = Resources("identity");
        var denied = Policy("identity", "aws_iam_role_policy", "github_verify")["Statement"]!.AsArray()
            .Single(statement => statement!["Effect"]!.GetValue<string>() == "Deny")!;

        Assert.Equal("arn:aws:s3:::${var.private_bucket}/*", denied["Resource"]![0]!.GetValue<string>());
        Assert.EndsWith(
            "/ReadOnlyAccess",
            resources["aws_iam_role_policy_attachment"]!["github_verify"]!["policy_arn"]!.GetValue<string>(),
            StringComparison.Ordinal);
        Assert.Equal(
            """{"type":"namespace","namespaces":["courses-yourschool-virginia"]}""",
            resources["aws_eks_access_policy_association"]!["github_verify"]!["access_scope"]!.ToJsonString());
    }

    [Fact]
    public static void A_deploy_never_removes_the_way_by_which_every_workflow_of_the_account_gets_in() =>
        Assert.Contains("iam:DeleteOpenIDConnectProvider", Actions("identity", "aws_iam_role_policy", "github_deploy"));

    [Fact]
    public static void Names_of_roles_are_known_before_they_exist()
    {
        var expected = Infra.Stacks.Identity.Placeholders(Reference.Identity).Outputs;
        var names = Resources("identity")["aws_iam_role"]!.AsObject()
            .Select(role => $"arn:aws:iam::123456789012:role/{role.Value!["name"]}");

        Assert.Equal(
            [expected.OpenEdxRoleArn, expected.BackupRoleArn, expected.DeployRoleArn, expected.BuildRoleArn, expected.VerifyRoleArn],
            names);
    }

    private static List<string> Actions(string shape, string type, string name) =>
    [
        .. Policy(shape, type, name)["Statement"]!.AsArray()
            .SelectMany(statement => statement!["Action"]!.AsArray().Select(action => action!.GetValue<string>())),
    ];

    private static JsonNode Policy(string shape, string type, string name) =>
        JsonNode.Parse(Resources(shape)[type]![name]!["policy"]!.GetValue<string>())!;

    private static JsonNode Resources(string shape) => JsonNode.Parse(TerraformJson.Emit(Reference.Shapes[shape]).MainJson)!["resource"]!;
}
