namespace TutorPipeline.Tutor.Tests.Configuration;

public static class OwnPluginTests
{
    private const string S3 = "storages.backends.s3boto3.S3Boto3Storage";
    private const string Files = "django.core.files.storage.FileSystemStorage";

    private static readonly (string, object)[] Buckets =
    [
        ("ZZ_TUTORPIPELINE_STORAGE_PRIVATE_BUCKET", "school-private"), ("ZZ_TUTORPIPELINE_STORAGE_MEDIA_BUCKET", "school-media"),
        ("ZZ_TUTORPIPELINE_STORAGE_MEDIA_DOMAIN", "cdn.example.edu"), ("ZZ_TUTORPIPELINE_STORAGE_REGION", "eu-west-1"),
    ];

    private static readonly (string, object)[] Redis =
    [
        ("RUN_REDIS", false), ("REDIS_HOST", "primary.example.net"), ("REDIS_PASSWORD", "to/k\"en"),
    ];

    [Theory]
    [InlineData("lms")]
    [InlineData("cms")]
    public static async Task Change_nothing_while_nothing_is_configured(string variant)
    {
        var outcome = await PlatformSettings.OfPatchesAsync(variant);

        Assert.Equal(Files, outcome.Setting("STORAGES", "default", "BACKEND"));
        Assert.Equal("redis://@cache.example.net:6379/1", outcome.Setting("CACHES", "default", "LOCATION"));
        Assert.Equal("redis://@redis:6379/", outcome.Setting("EVENT_BUS_REDIS_CONNECTION_URL"));
        Assert.Null(outcome.Setting("EMAIL_BACKEND"));
        Assert.Null(outcome.Setting("SOCIAL_AUTH_OAUTH_SECRETS"));
        Assert.Null(outcome.Setting("CONTENTSTORE", "DOC_STORE_CONFIG", "retryWrites"));
        Assert.Equal(string.Empty, outcome.Patch("openedx-common-settings"));
    }

    [Theory]
    [InlineData("lms")]
    [InlineData("cms")]
    public static async Task Keep_files_private_unless_they_are_media(string variant)
    {
        var outcome = await PlatformSettings.OfPatchesAsync(variant, Buckets);

        Assert.Equal(S3, outcome.Setting("STORAGES", "default", "BACKEND"));
        foreach (var store in (string[])
            ["default", "user_task_artifacts", "course_import_export", "course_metadata_export", "verify_student", "sga_storage"])
        {
            Assert.Equal("school-private", outcome.Setting("STORAGES", store, "OPTIONS", "bucket_name"));
            Assert.Equal("true", outcome.Setting("STORAGES", store, "OPTIONS", "querystring_auth"));
            Assert.Null(outcome.Setting("STORAGES", store, "OPTIONS", "custom_domain"));
        }

        foreach (var report in (string[])["GRADES_DOWNLOAD", "FINANCIAL_REPORTS"])
        {
            Assert.Equal(S3, outcome.Setting(report, "STORAGE_CLASS"));
            Assert.Equal("school-private", outcome.Setting(report, "STORAGE_KWARGS", "bucket_name"));
            Assert.Equal("true", outcome.Setting(report, "STORAGE_KWARGS", "querystring_auth"));
        }

        Assert.Equal("s3", outcome.Setting("ORA2_FILEUPLOAD_BACKEND"));
        Assert.Equal("school-private", outcome.Setting("FILE_UPLOAD_STORAGE_BUCKET_NAME"));
        Assert.Equal("school-private", outcome.Setting("OPENEDX_LEARNING", "MEDIA", "OPTIONS", "bucket_name"));
        Assert.Equal("school-private", outcome.Setting("AWS_STORAGE_BUCKET_NAME"));
        Assert.Equal("openedx.core.storage.ProductionStorage", outcome.Setting("STORAGES", "staticfiles", "BACKEND"));
    }

    [Theory]
    [InlineData("lms")]
    [InlineData("cms")]
    public static async Task Put_pictures_and_videos_behind_the_cdn_without_signatures(string variant)
    {
        var outcome = await PlatformSettings.OfPatchesAsync(variant, Buckets);

        foreach (var store in (string[])["profile_image", "video_image", "video_transcripts"])
        {
            Assert.Equal(S3, outcome.Setting("STORAGES", store, "BACKEND"));
            Assert.Equal("school-media", outcome.Setting("STORAGES", store, "OPTIONS", "bucket_name"));
            Assert.Equal("cdn.example.edu", outcome.Setting("STORAGES", store, "OPTIONS", "custom_domain"));
            Assert.Equal("false", outcome.Setting("STORAGES", store, "OPTIONS", "querystring_auth"));
        }

        Assert.Equal("true", outcome.Setting("STORAGES", "profile_image", "OPTIONS", "file_overwrite"));
        Assert.Equal("school-media", outcome.Setting("VIDEO_IMAGE_SETTINGS", "STORAGE_KWARGS", "bucket_name"));
        Assert.Equal("video-images/", outcome.Setting("VIDEO_IMAGE_SETTINGS", "DIRECTORY_PREFIX"));
    }

    [Fact]
    public static async Task Use_the_role_of_the_pod_and_no_acl()
    {
        var outcome = await PlatformSettings.OfPatchesAsync("lms", Buckets);

        Assert.Null(outcome.Setting("AWS_ACCESS_KEY_ID"));
        Assert.Null(outcome.Setting("AWS_DEFAULT_ACL"));
        Assert.Equal("eu-west-1", outcome.Setting("AWS_S3_REGION_NAME"));
        Assert.Equal("s3v4", outcome.Setting("AWS_S3_SIGNATURE_VERSION"));
        Assert.Equal("virtual", outcome.Setting("AWS_S3_ADDRESSING_STYLE"));
        Assert.Equal("when_required", outcome.Variable("AWS_REQUEST_CHECKSUM_CALCULATION"));
    }

    [Fact]
    public static async Task Take_everything_into_the_private_bucket_when_there_is_no_public_one()
    {
        var outcome = await PlatformSettings.OfPatchesAsync("lms", ("ZZ_TUTORPIPELINE_STORAGE_PRIVATE_BUCKET", "school-private"));

        Assert.Equal("school-private", outcome.Setting("STORAGES", "profile_image", "OPTIONS", "bucket_name"));
        Assert.Equal("true", outcome.Setting("STORAGES", "profile_image", "OPTIONS", "querystring_auth"));
    }

    [Fact]
    public static async Task Make_the_default_store_public_when_told_to()
    {
        var outcome = await PlatformSettings.OfPatchesAsync("lms", [.. Buckets, ("ZZ_TUTORPIPELINE_STORAGE_PUBLIC_DEFAULT", true)]);

        Assert.Equal("school-media", outcome.Setting("STORAGES", "default", "OPTIONS", "bucket_name"));
        Assert.Equal("school-private", outcome.Setting("STORAGES", "verify_student", "OPTIONS", "bucket_name"));
    }

    [Fact]
    public static async Task Ask_another_endpoint_by_path()
    {
        var outcome = await PlatformSettings.OfPatchesAsync(
            "lms", [.. Buckets, ("ZZ_TUTORPIPELINE_STORAGE_ENDPOINT_URL", "http://s3.example.net:5000")]);

        Assert.Equal("http://s3.example.net:5000", outcome.Setting("AWS_S3_ENDPOINT_URL"));
        Assert.Equal("path", outcome.Setting("AWS_S3_ADDRESSING_STYLE"));
    }

    [Fact]
    public static async Task Turn_retryable_writes_off_and_check_the_certificate_in_every_store_of_documentdb()
    {
        var outcome = await PlatformSettings.OfPatchesAsync("lms", ("RUN_MONGODB", false), ("MONGODB_USE_SSL", true));

        foreach (var path in (string[][])
            [
                ["DOC_STORE_CONFIG"], ["CONTENTSTORE", "DOC_STORE_CONFIG"], ["FORUM_MONGODB_CLIENT_PARAMETERS"],
                ["MODULESTORE", "default", "OPTIONS", "stores", "0", "DOC_STORE_CONFIG"],
            ])
        {
            Assert.Equal("false", outcome.Setting([.. path, "retryWrites"]));
            Assert.Equal("/openedx/rds-bundle.pem", outcome.Setting([.. path, "tlsCAFile"]));
        }
    }

    [Theory]
    [InlineData("", "", "ADD --chown=app:app \\ https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem \\ /openedx/rds-bundle.pem")]
    [InlineData(
        "https://certificates.example.edu/all.pem", "abc",
        "ADD --chown=app:app \\ --checksum=sha256:abc \\ https://certificates.example.edu/all.pem \\ /openedx/rds-bundle.pem")]
    [InlineData("tutorpipeline/rds-bundle.pem", "", "COPY --chown=app:app tutorpipeline/rds-bundle.pem /openedx/rds-bundle.pem")]
    public static async Task Bring_the_authorities_into_the_image(string trustStore, string checksum, string expected)
    {
        (string, object)[] config = trustStore.Length == 0 ? []
            : [("ZZ_TUTORPIPELINE_DOCUMENTDB_TRUST_STORE", trustStore), ("ZZ_TUTORPIPELINE_DOCUMENTDB_TRUST_STORE_SHA256", checksum)];

        var patch = (await PlatformSettings.OfPatchesAsync("lms", config)).Patch("openedx-dockerfile");

        Assert.Equal(
            expected, string.Join(' ', patch.Split('\n')[1..].Select(line => line.Trim())));
    }

    [Theory]
    [InlineData("lms")]
    [InlineData("cms")]
    public static async Task Reach_redis_with_tls_and_its_token_everywhere(string variant)
    {
        var outcome = await PlatformSettings.OfPatchesAsync(variant, [.. Redis, ("OPENEDX_CELERY_REDIS_DB", 4)]);

        const string server = "rediss://:to%2Fk%22en@primary.example.net:6379/";
        Assert.Equal(server + "1", outcome.Setting("CACHES", "default", "LOCATION"));
        Assert.Equal("default", outcome.Setting("CACHES", "default", "KEY_PREFIX"));
        Assert.Equal("here", outcome.Setting("CACHES", "local", "LOCATION"));
        Assert.Equal(server + "4", outcome.Setting("BROKER_URL"));
        Assert.Equal("2", outcome.Setting("BROKER_USE_SSL", "ssl_cert_reqs"));
        Assert.Equal(server + "0", outcome.Setting("EVENT_BUS_REDIS_CONNECTION_URL"));
        Assert.Equal("openedx", outcome.Setting("EVENT_BUS_TOPIC_PREFIX"));
    }

    [Fact]
    public static async Task Keep_environments_that_share_a_redis_apart()
    {
        var outcome = await PlatformSettings.OfPatchesAsync("lms", [.. Redis, ("ZZ_TUTORPIPELINE_REDIS_KEY_PREFIX", "dev")]);

        Assert.Equal("dev.default", outcome.Setting("CACHES", "default", "KEY_PREFIX"));
        Assert.Equal("dev.", outcome.Setting("BROKER_TRANSPORT_OPTIONS", "global_keyprefix"));
        Assert.Equal("true", outcome.Setting("BROKER_TRANSPORT_OPTIONS", "fanout_prefix"));
    }

    [Fact]
    public static async Task Do_without_tls_and_token_when_told_to()
    {
        var outcome = await PlatformSettings.OfPatchesAsync(
            "lms", ("RUN_REDIS", false), ("ZZ_TUTORPIPELINE_REDIS_TLS", false), ("REDIS_HOST", "cache"));

        Assert.Equal("redis://cache:6379/1", outcome.Setting("CACHES", "default", "LOCATION"));
        Assert.Null(outcome.Setting("BROKER_USE_SSL"));
    }

    [Fact]
    public static async Task Send_mail_by_the_api_and_ask_for_no_right_that_pods_lack()
    {
        var outcome = await PlatformSettings.OfPatchesAsync(
            "cms", ("ZZ_TUTORPIPELINE_MAIL_REGION", "eu-west-1"), ("ZZ_TUTORPIPELINE_MAIL_CONFIGURATION_SET", "school"),
            ("ZZ_TUTORPIPELINE_MAIL_FROM_ADDRESS", "no-reply@example.edu"));

        Assert.Equal("django_ses.SESBackend", outcome.Setting("EMAIL_BACKEND"));
        Assert.Equal("eu-west-1", outcome.Setting("AWS_SES_REGION_NAME"));
        Assert.Null(outcome.Setting("AWS_SES_REGION_ENDPOINT_URL"));
        Assert.Null(outcome.Setting("AWS_SES_AUTO_THROTTLE"));
        Assert.Equal("school", outcome.Setting("AWS_SES_CONFIGURATION_SET"));
        Assert.Equal("no-reply@example.edu", outcome.Setting("DEFAULT_FROM_EMAIL"));
        Assert.Equal("no-reply@example.edu", outcome.Setting("BULK_EMAIL_DEFAULT_FROM_EMAIL"));
    }

    [Fact]
    public static async Task Pin_the_mail_backend_in_the_image()
    {
        var patch = (await PlatformSettings.OfPatchesAsync("lms")).Patch("openedx-dockerfile-post-python-requirements");

        Assert.EndsWith("$PIP_COMMAND install 'django-ses==4.7.2'", patch, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Hand_the_secrets_of_identity_providers_over_whatever_characters_they_have()
    {
        var outcome = await PlatformSettings.OfPatchesAsync(
            "lms",
            ("ZZ_TUTORPIPELINE_SIGN_IN_OAUTH_SECRETS", new Dictionary<string, string> { ["google-oauth2"] = "a\"b\\c{{d}}'<é" }),
            ("ZZ_TUTORPIPELINE_SIGN_IN_FACEBOOK_APP_ID", "17"), ("ZZ_TUTORPIPELINE_SIGN_IN_FACEBOOK_APP_SECRET", "hush"),
            ("ZZ_TUTORPIPELINE_SIGN_IN_SAML_PRIVATE_KEY", "one\ntwo"), ("ZZ_TUTORPIPELINE_SIGN_IN_SAML_PUBLIC_CERT", "three"),
            ("ZZ_TUTORPIPELINE_SIGN_IN_BACKENDS", new[] { "social_core.backends.google.GoogleOAuth2" }));

        Assert.Equal("a\"b\\c{{d}}'<é", outcome.Setting("SOCIAL_AUTH_OAUTH_SECRETS", "google-oauth2"));
        Assert.Equal("hush", outcome.Setting("SOCIAL_AUTH_OAUTH_SECRETS", "facebook"));
        Assert.Equal("17", outcome.Setting("FACEBOOK_APP_ID"));
        Assert.Equal("one\ntwo", outcome.Setting("SOCIAL_AUTH_SAML_SP_PRIVATE_KEY"));
        Assert.Equal("social_core.backends.google.GoogleOAuth2", outcome.Yaml("THIRD_PARTY_AUTH_BACKENDS", "0"));
    }
}
