using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Staging;

/// <summary>Nothing that holds data is lost by accident.</summary>
public static class DataGuardTests
{
    private static readonly Change[] Plan =
    [
        new(ChangeKind.Replace, "mysql/aws_db_instance.main", "forced by engine"),
        new(ChangeKind.Delete, "storage/aws_s3_bucket.media"),
        new(ChangeKind.Delete, "mysql/aws_security_group.main"),
        new(ChangeKind.Update, "cluster/aws_eks_cluster.main"),
        new(ChangeKind.Delete, "storage/aws_s3_bucket_policy.media"),
    ];

    [Fact]
    public static void Names_what_would_be_lost_and_how_to_say_that_it_may()
    {
        var refused = Assert.Throws<DataLossException>(() => new DataGuard([]).Check("mysql", Plan));

        Assert.Equal(["mysql/aws_db_instance.main", "storage/aws_s3_bucket.media"], refused.Addresses);
        Assert.Equal(
            """
            The plan of the stack mysql would lose data, and nothing of it was carried out:
              replace mysql/aws_db_instance.main: forced by engine
              delete storage/aws_s3_bucket.media
            If that is what you want, make sure that there is a backup and name each one: --allow-data-loss mysql/aws_db_instance.main --allow-data-loss storage/aws_s3_bucket.media. Otherwise undo the setting that leads to it.
            """.ReplaceLineEndings("\n"),
            refused.Message);
    }

    [Fact]
    public static void Lets_go_what_was_named_and_nothing_else()
    {
        var guard = new DataGuard(["mysql/aws_db_instance.main"]);

        Assert.Equal(["storage/aws_s3_bucket.media"], guard.Endangered(Plan));
    }

    [Theory]
    [InlineData("aws_docdb_cluster")]
    [InlineData("aws_elasticache_replication_group")]
    [InlineData("aws_route53_zone")]
    [InlineData("aws_kms_key")]
    [InlineData("aws_eks_cluster")]
    [InlineData("aws_ecr_repository")]
    public static void Guards_everything_that_holds_data(string type) =>
        Assert.Single(new DataGuard([]).Endangered([new(ChangeKind.Delete, $"x/{type}.main")]));

    [Fact]
    public static void Steps_aside_when_the_end_of_the_environment_was_confirmed() =>
        new DataGuard([]) { AllowsAll = true }.Check("mysql", Plan);
}
