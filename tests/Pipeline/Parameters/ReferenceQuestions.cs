using System.Collections;
using System.Reflection;
using TutorPipeline.Kernel;

namespace TutorPipeline.Tests.Parameters;

/// <summary><c>docs/reference-parameters.md</c> tells the truth about the code.</summary>
public static class ReferenceQuestions
{
    // As cookiecutter.json of the replaced system lists them.
    private static readonly string[] Questions =
    [
        "github_account_name", "repo_name", "global_platform_name", "global_platform_description", "global_platform_region",
        "global_root_domain", "global_aws_route53_hosted_zone_id", "global_aws_region", "global_account_id", "global_ec2_ssh_key_name",
        "prod_environment", "ci_build_TUTOR_VERSION", "ci_build_theme_repository", "ci_build_theme_ref", "ci_build_plugin_repository",
        "ci_build_plugin_ref", "ci_build_xblock_org", "ci_build_xblock_repository", "ci_build_xblock_ref",
        "ci_deploy_OPENEDX_COMMON_VERSION", "eks_cluster_compute_type", "mongodb_master_username", "mongodb_db_port",
        "mongodb_deletion_protection", "mongodb_engine", "mongodb_engine_version", "mongodb_retention_period",
        "mongodb_preferred_maintenance_window", "mongodb_preferred_backup_window", "mongodb_auto_minor_version_upgrade", "mysql_username",
        "mysql_port", "mysql_engine", "mysql_family", "mysql_major_engine_version", "mysql_engine_version", "mysql_allocated_storage",
        "mysql_create_random_password", "mysql_iam_database_authentication_enabled", "mysql_maintenance_window", "mysql_backup_window",
        "mysql_backup_retention_period", "mysql_deletion_protection", "mysql_skip_final_snapshot", "redis_engine_version",
        "redis_number_cache_clusters", "redis_port", "redis_family", "ci_deploy_EMAIL_HOST", "ci_deploy_EMAIL_PORT",
        "ci_deploy_EMAIL_USE_TLS",
    ];

    private static readonly string[][] Rows =
        [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "reference-parameters.md")).Where(l => l.StartsWith('|')).Select(Cells)];

    private static readonly Dictionary<string, PropertyInfo> Known = typeof(Build).GetInterfaces()
        .SelectMany(i => i.GetProperties())
        .Where(p => p.IsDefined(typeof(ParameterAttribute)))
        .ToDictionary(p => p.Name);

    public static TheoryData<string, string> Defaults => new(Rows
        .Where(r => r.Length == 5 && r[2].StartsWith('`'))
        .Select(r => (Bare(r[2]), Bare(r[3])))
        .Distinct());

    [Fact]
    public static void Are_51_and_all_in_the_table()
    {
        Assert.Equal(51, Questions.Length);
        Assert.Equal(Questions.Order(), Rows.Select(r => Bare(r[0])).Where(q => Array.IndexOf(Questions, q) >= 0).Order());
    }

    [Fact]
    public static void Have_a_parameter_or_the_reason_why_there_is_none() =>
        Assert.All(Rows.Where(r => Array.IndexOf(Questions, Bare(r[0])) >= 0), row =>
            Assert.True(row[2].StartsWith('`') || row[4].Length > 0, $"{row[0]} has neither a parameter nor a remark."));

    [Theory]
    [MemberData(nameof(Defaults))]
    public static void Are_answered_by_a_parameter_with_the_default_of_the_table(string parameter, string expected)
    {
        Assert.True(Known.TryGetValue(parameter, out var property), $"There is no parameter {parameter}.");
        Assert.Equal(expected, Written(property.GetValue(new Build())));
    }

    private static string Written(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        string text => text,
        IEnumerable items => string.Join(", ", items.Cast<object>()) is { Length: > 0 } joined ? joined : "none",
        _ => value.ToString()!,
    };

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(c => c.Trim())];

    private static string Bare(string cell) => cell.Trim('`');
}
