using TutorPipeline.Model.Environment;

namespace TutorPipeline.Model.Tests.Environment;

/// <summary>The names and addresses that people of the reference platform know.</summary>
public static class NamesThatFollow
{
    [Fact]
    public static void For_the_reference_platform() => Assert.Equal(
        """
        domain        courses.yourschool.edu
        namespace     courses-yourschool-virginia
        lms           courses.yourschool.edu
        studio        studio.courses.yourschool.edu
        preview       preview.courses.yourschool.edu
        apps          apps.courses.yourschool.edu
        meilisearch   meilisearch.courses.yourschool.edu
        cdn           cdn.courses.yourschool.edu
        bastion       bastion.courses.yourschool.edu
        mysql         mysql.courses.yourschool.edu
        mongodb       mongodb.master.courses.yourschool.edu
        mongodb       mongodb.reader.courses.yourschool.edu
        redis         redis.primary.courses.yourschool.edu
        redis         cache.courses.yourschool.edu
        cluster       courses-yourschool-virginia
        mysql         courses-yourschool-virginia mysql8.4 openedx openedx
        mongodb       courses-yourschool-virginia-mongodb docdb5.0 openedx openedx
        redis         courses-yourschool-virginia redis7
        storage       courses-yourschool-virginia-storage
        private       courses-yourschool-virginia-private
        backup        courses-yourschool-virginia-backup
        state         123456789012-terraform-tfstate
        state         courses-yourschool-virginia/storage/terraform.tfstate
        state         courses-yourschool-virginia/network/terraform.tfstate
        tutor id      tutor-courses-yourschool-virginia
        image         123456789012.dkr.ecr.us-east-1.amazonaws.com/openedx
        image         123456789012.dkr.ecr.us-east-1.amazonaws.com/openedx-mfe
        image         123456789012.dkr.ecr.us-east-1.amazonaws.com/backup
        image         123456789012.dkr.ecr.us-east-1.amazonaws.com/openedx-cache
        mail          no-reply@courses.yourschool.edu admin@yourschool.edu contact@yourschool.edu
        smtp          email-smtp.us-east-1.amazonaws.com
        """,
        Written(Reference.Prod));

    [Fact]
    public static void For_an_additional_environment_beside_its_parents_servers() => Assert.Equal(
        """
        domain        dev.courses.yourschool.edu
        namespace     dev-yourschool-virginia
        lms           dev.courses.yourschool.edu
        studio        studio.dev.courses.yourschool.edu
        preview       preview.dev.courses.yourschool.edu
        apps          apps.dev.courses.yourschool.edu
        meilisearch   meilisearch.dev.courses.yourschool.edu
        cdn           cdn.dev.courses.yourschool.edu
        bastion       bastion.courses.yourschool.edu
        mysql         mysql.courses.yourschool.edu
        mongodb       mongodb.master.courses.yourschool.edu
        mongodb       mongodb.reader.courses.yourschool.edu
        redis         redis.primary.dev.courses.yourschool.edu
        redis         cache.dev.courses.yourschool.edu
        cluster       courses-yourschool-virginia
        mysql         courses-yourschool-virginia mysql8.4 dev_openedx dev_openedx
        mongodb       courses-yourschool-virginia-mongodb docdb5.0 dev_openedx dev_openedx
        redis         dev-yourschool-virginia redis7
        storage       dev-yourschool-virginia-storage
        private       dev-yourschool-virginia-private
        backup        dev-yourschool-virginia-backup
        state         123456789012-terraform-tfstate
        state         dev-yourschool-virginia/storage/terraform.tfstate
        state         courses-yourschool-virginia/network/terraform.tfstate
        tutor id      tutor-dev-yourschool-virginia
        image         123456789012.dkr.ecr.us-east-1.amazonaws.com/dev/openedx
        image         123456789012.dkr.ecr.us-east-1.amazonaws.com/dev/openedx-mfe
        image         123456789012.dkr.ecr.us-east-1.amazonaws.com/dev/backup
        image         123456789012.dkr.ecr.us-east-1.amazonaws.com/dev/openedx-cache
        mail          no-reply@dev.courses.yourschool.edu admin@yourschool.edu contact@yourschool.edu
        smtp          email-smtp.us-east-1.amazonaws.com
        """,
        Written(Reference.Dev));

    [Fact]
    public static void For_two_platforms_of_one_account_their_state_is_apart()
    {
        var other = Reference.Prod with { Identity = Reference.Prod.Identity with { PlatformName = Reference.Label("otherschool") } };

        Assert.Equal(Reference.Prod.Names.StateBucket, other.Names.StateBucket);
        Assert.NotEqual(Reference.Prod.Names.StateKey("network"), other.Names.StateKey("network"));
    }

    [Fact]
    public static void An_image_is_tagged_with_tutors_version_and_the_minute_of_its_build_in_utc() => Assert.Equal(
        "13.1.5-202203131003",
        DerivedNames.ImageTag("13.1.5", new DateTimeOffset(2022, 3, 13, 12, 3, 59, TimeSpan.FromHours(2))));

    [Fact]
    public static void Secrets_have_the_names_that_existing_tooling_looks_for()
    {
        string[] known =
        [
            "mysql-root", "mysql-openedx", "mongodb-admin", "redis", "s3-openedx-storage", "admin-edx", "jwt", "edx-secret-key", "edx-api",
        ];

        Assert.Empty(known.Except(SecretNames.All));
        Assert.Equal(SecretNames.All.Count, SecretNames.All.Distinct().Count());
    }

    [Theory]
    [InlineData("6.2", "redis6.x")]
    [InlineData("7.1", "redis7")]
    public static void A_redis_family_is_called_as_elasticache_calls_it(string version, string family) =>
        Assert.Equal(family, (Reference.Prod.Redis with { EngineVersion = Model.Values.EngineVersion.Parse(version, null) }).Family);

    [Fact]
    public static void An_smtp_server_sends_in_the_name_of_the_root_domain() => Assert.Equal(
        "no-reply@yourschool.edu",
        (Reference.Prod with { Mail = Reference.Prod.Mail with { Mode = MailMode.Smtp } }).MailAddresses.Sender.Text);

    private static string Written(PlatformEnvironment environment)
    {
        var (names, images, mail) = (environment.Names, environment.Images, environment.MailAddresses);
        return $"""
            domain        {names.Domain}
            namespace     {names.Namespace}
            lms           {names.LmsHost}
            studio        {names.StudioHost}
            preview       {names.PreviewHost}
            apps          {names.AppsHost}
            meilisearch   {names.MeilisearchHost}
            cdn           {names.CdnHost}
            bastion       {names.BastionHost}
            mysql         {names.MySqlHost}
            mongodb       {names.MongoDbMasterHost}
            mongodb       {names.MongoDbReaderHost}
            redis         {names.RedisHost}
            redis         {names.CacheHost}
            cluster       {names.Cluster}
            mysql         {names.MySqlServer} {environment.MySql.Family} {names.MySqlDatabase} {names.MySqlUser}
            mongodb       {names.MongoDbCluster} {environment.MongoDb.Family} {names.MongoDbDatabase} {names.MongoDbUser}
            redis         {names.RedisGroup} {environment.Redis.Family}
            storage       {names.StorageBucket}
            private       {names.PrivateBucket}
            backup        {names.BackupBucket}
            state         {names.StateBucket}
            state         {names.StateKey("storage")}
            state         {names.SharedStateKey("network")}
            tutor id      {names.TutorId}
            image         {images.OpenEdx}
            image         {images.Mfe}
            image         {images.Backup}
            image         {images.Cache}
            mail          {mail.Sender} {mail.Administrator} {mail.Contact}
            smtp          {mail.SmtpHost}
            """;
    }
}
