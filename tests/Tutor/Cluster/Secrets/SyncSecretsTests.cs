using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.Model;
using TutorPipeline.Model.Tests.Environment;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Secrets;

public static class SyncSecretsTests
{
    private const string Ns = "courses-yourschool-virginia";

    private static readonly FakeReport Report = new();

    [Fact]
    public static async Task An_empty_cluster_gets_every_secret_and_a_second_run_changes_nothing()
    {
        var store = new FakeSecretStore();
        var plan = await Stage(store).PlanAsync(Report, Token);
        Assert.Equal(new Change(ChangeKind.Create, $"namespace/{Ns}"), plan.Changes[0]);
        Assert.All(plan.Changes, c => Assert.Equal(ChangeKind.Create, c.Kind));
        Assert.Empty(store.Records);

        await Stage(store).ApplyAsync(plan, Report, Token);
        Assert.Equal(
            [
                "admin-edx", "edx-api", "edx-secret-key", "jwt", "mongodb-admin", "mongodb-openedx", "mysql-openedx", "mysql-root", "redis",
                "s3-data-backup-prod", "s3-openedx-storage", "tutor-state",
            ],
            store.Records.Select(r => r.Address.Name).Order(StringComparer.Ordinal));
        Assert.All(store.Records, r => Assert.Equal("1", r.Annotations[SecretRecord.RotationAnnotation]));

        var second = await Stage(store).PlanAsync(Report, Token);
        Assert.All(second.Changes, c => Assert.Equal(ChangeKind.Skip, c.Kind));
        Assert.Empty(second.Steps);
    }

    [Fact]
    public static async Task Values_have_the_form_and_length_that_the_reference_gave_them()
    {
        var store = new FakeSecretStore();
        await ApplyAsync(store);
        string Value(string name, string key) => store.Value(Ns, name, key);
        Assert.Matches("^[A-Za-z][A-Za-z0-9_.-]{15}$", Value("mysql-root", "MYSQL_ROOT_PASSWORD"));
        Assert.Matches("^[A-Za-z][A-Za-z0-9_.-]{15}$", Value("mysql-openedx", "OPENEDX_MYSQL_PASSWORD"));
        Assert.Matches("^[A-Za-z][A-Za-z0-9]{15}$", Value("mongodb-admin", "MONGODB_PASSWORD"));
        Assert.Matches("^[A-Za-z][A-Za-z0-9]{31}$", Value("redis", "REDIS_PASSWORD"));
        Assert.Matches("^[A-Za-z][A-Za-z0-9]{15}$", Value("admin-edx", "ADMIN_PASSWORD"));
        Assert.Matches("^[A-Za-z][A-Za-z0-9]{23}$", Value("edx-secret-key", "OPENEDX_SECRET_KEY"));
        Assert.Matches("^[A-Za-z][A-Za-z0-9]{39}$", Value("edx-api", "CLIENT_ID"));
        Assert.Matches("^[A-Za-z][A-Za-z0-9]{127}$", Value("edx-api", "CLIENT_SECRET"));
        Assert.Equal("root", Value("mysql-root", "MYSQL_ROOT_USERNAME"));
        Assert.Equal("3306", Value("mysql-root", "MYSQL_PORT"));
        Assert.Equal("openedx", Value("mysql-openedx", "OPENEDX_MYSQL_USERNAME"));
        Assert.Equal("cdn.courses.yourschool.edu", Value("s3-openedx-storage", "S3_CUSTOM_DOMAIN"));
        Assert.Equal("admin@yourschool.edu", Value("admin-edx", "ADMIN_EMAIL"));
        Assert.Equal($"tutor-{Ns}", Value("tutor-state", "ID"));
        using var key = System.Security.Cryptography.RSA.Create();
        key.ImportFromPem(Value("jwt", "private_key"));
        Assert.Equal(2048, key.KeySize);
    }

    [Fact]
    public static async Task Meilisearchs_key_is_what_meilisearch_itself_would_derive()
    {
        var store = new FakeSecretStore();
        store.Put(
            Ns, "tutor-state",
            ("MEILISEARCH_MASTER_KEY", "masterKey"), ("MEILISEARCH_API_KEY_UID", "6062abda-a5aa-4414-ac91-ecd7944c0f8d"));
        await ApplyAsync(store);

        // HMAC-SHA256("6062abda-a5aa-4414-ac91-ecd7944c0f8d", key "masterKey"), calculated with openssl.
        Assert.Equal(
            "0d030b69eea2dde1af6e6b714146c4dc942d4b2725c173e5d132c60aad9782f5", store.Value(Ns, "tutor-state", "MEILISEARCH_API_KEY"));
    }

    [Fact]
    public static async Task What_is_there_stays_and_what_is_missing_is_added()
    {
        var store = new FakeSecretStore();
        store.Put(Ns, "mysql-root", ("MYSQL_ROOT_PASSWORD", "chosen-by-hand"), ("EXTRA", "kept"));
        var plan = await Stage(store).PlanAsync(Report, Token);
        Assert.Contains(
            new Change(
                ChangeKind.Update, $"secret/{Ns}/mysql-root",
                "MYSQL_ROOT_USERNAME (from the settings), MYSQL_PORT (from the settings), MYSQL_HOST (known after ProvisionMySql)"),
            plan.Changes);
        await Stage(store).ApplyAsync(plan, Report, Token);
        Assert.Equal("chosen-by-hand", store.Value(Ns, "mysql-root", "MYSQL_ROOT_PASSWORD"));
        Assert.Equal("kept", store.Value(Ns, "mysql-root", "EXTRA"));
        Assert.Equal("root", store.Value(Ns, "mysql-root", "MYSQL_ROOT_USERNAME"));
    }

    [Fact]
    public static async Task Hosts_come_when_they_are_known_and_follow_when_they_move()
    {
        var store = new FakeSecretStore();
        await ApplyAsync(store);
        Assert.DoesNotContain("MYSQL_HOST", store.Records.Single(r => r.Address.Name == "mysql-root").Keys.Keys);
        await ApplyAsync(store, new ServiceEndpoints(MySqlHost: "a.rds.amazonaws.com"));
        Assert.Equal("a.rds.amazonaws.com", store.Value(Ns, "mysql-root", "MYSQL_HOST"));
        Assert.Equal("a.rds.amazonaws.com", store.Value(Ns, "mysql-openedx", "MYSQL_HOST"));
        var password = store.Value(Ns, "mysql-root", "MYSQL_ROOT_PASSWORD");

        var moved = await Stage(store, new ServiceEndpoints(MySqlHost: "b.rds.amazonaws.com")).PlanAsync(Report, Token);
        Assert.Contains(new Change(ChangeKind.Update, $"secret/{Ns}/mysql-root", "MYSQL_HOST (follows the settings)"), moved.Changes);
        await ApplyAsync(store, new ServiceEndpoints(MySqlHost: "b.rds.amazonaws.com"));
        Assert.Equal("b.rds.amazonaws.com", store.Value(Ns, "mysql-root", "MYSQL_HOST"));
        Assert.Equal(password, store.Value(Ns, "mysql-root", "MYSQL_ROOT_PASSWORD"));
    }

    [Fact]
    public static async Task Works_alike_on_a_real_store()
    {
        await using var server = await ApiServerProcess.StartAsync();
        using var store = new KubernetesSecretStore(new KubeconfigAccess(server.Kubeconfig, null));
        await ApplyAsync(store);
        var first = await store.ListAsync(Ns, Token);
        Assert.Equal(12, first.Records.Count);
        await ApplyAsync(store, new ServiceEndpoints("a.rds.amazonaws.com", "b.docdb.amazonaws.com", "c.cache.amazonaws.com"));
        var second = await store.ListAsync(Ns, Token);
        Assert.Equal("b.docdb.amazonaws.com", second.Records.Single(r => r.Address.Name == "mongodb-admin").Keys["MONGODB_HOST"].Reveal());
        foreach (var (before, after) in first.Records.Zip(second.Records))
        {
            Assert.All(before.Keys, k => Assert.Equal(k.Value, after.Keys[k.Key]));
        }
    }

    [Fact]
    public static async Task The_id_that_was_first_stays()
    {
        var store = new FakeSecretStore();
        store.Put(Ns, "tutor-state", ("ID", "an-older-id"));
        await ApplyAsync(store);
        Assert.Equal("an-older-id", store.Value(Ns, "tutor-state", "ID"));
    }

    [Fact]
    public static async Task Whoever_was_faster_keeps_his_values()
    {
        var store = new FakeSecretStore { BeforeNextWrite = s => s.Put(Ns, "mysql-root", ("MYSQL_ROOT_PASSWORD", "of-another")) };
        await ApplyAsync(store);
        Assert.Equal("of-another", store.Value(Ns, "mysql-root", "MYSQL_ROOT_PASSWORD"));
        Assert.Equal("root", store.Value(Ns, "mysql-root", "MYSQL_ROOT_USERNAME"));
    }

    [Fact]
    public static async Task A_change_between_reading_and_completing_is_read_again()
    {
        var store = new FakeSecretStore();
        store.Put(Ns, "mysql-root", ("MYSQL_ROOT_USERNAME", "root"));
        store.BeforeNextWrite = s => s.Put(Ns, "mysql-root", ("MYSQL_ROOT_PASSWORD", "of-another"));
        await ApplyAsync(store);
        Assert.Equal("of-another", store.Value(Ns, "mysql-root", "MYSQL_ROOT_PASSWORD"));
        Assert.Equal("3306", store.Value(Ns, "mysql-root", "MYSQL_PORT"));
    }

    [Fact]
    public static async Task An_additional_environment_takes_over_the_passwords_of_the_servers_it_shares()
    {
        var store = new FakeSecretStore();
        var dev = new SyncSecrets(Reference.Dev, new ServiceEndpoints(), store, null, isDryRun: false);
        var missing = await Assert.ThrowsAsync<ParentSecretMissingException>(
            async () => await dev.ApplyAsync(await dev.PlanAsync(Report, Token), Report, Token));
        Assert.Equal(
            $"Could not copy MYSQL_ROOT_PASSWORD from the Secret {Ns}/mysql-root: it is not there, so the parent environment was not "
            + "set up yet. Run SyncSecrets for the parent environment first (./build.sh SyncSecrets --env <parent>), then this again.",
            missing.Message);

        await ApplyAsync(store);
        await dev.ApplyAsync(await dev.PlanAsync(Report, Token), Report, Token);
        const string devNs = "dev-yourschool-virginia";
        Assert.Equal(store.Value(Ns, "mysql-root", "MYSQL_ROOT_PASSWORD"), store.Value(devNs, "mysql-root", "MYSQL_ROOT_PASSWORD"));
        Assert.NotEqual(
            store.Value(Ns, "mysql-openedx", "OPENEDX_MYSQL_PASSWORD"), store.Value(devNs, "mysql-openedx", "OPENEDX_MYSQL_PASSWORD"));
        Assert.Equal("dev_openedx", store.Value(devNs, "mysql-openedx", "OPENEDX_MYSQL_USERNAME"));
    }

    [Fact]
    public static async Task Without_a_cluster_the_plan_says_what_it_did_not_look_at_and_cannot_be_applied()
    {
        var gap = new NotLookedAt("Secrets", "the cluster is not there yet", "Run ProvisionCluster.");
        var plan = await new SyncSecrets(Reference.Prod, new ServiceEndpoints(), null, gap, isDryRun: true).PlanAsync(Report, Token);
        Assert.All(plan.Changes, c => Assert.Equal(ChangeKind.Unknown, c.Kind));
        Assert.Equal([gap], plan.NotLookedAt);
        Assert.False(plan.IsApplicable);
    }

    [Fact]
    public static async Task A_store_that_refuses_is_noted_in_a_dry_run_and_fails_a_real_one()
    {
        var failure = new SecretStoreRefusedException("list the Secrets of x", "https://cluster", 403, "forbidden");
        var store = new FakeSecretStore { Failure = failure };
        var plan = await new SyncSecrets(Reference.Prod, new ServiceEndpoints(), store, null, isDryRun: true).PlanAsync(Report, Token);
        Assert.Equal(failure.Message, Assert.Single(plan.NotLookedAt).Why);
        await Assert.ThrowsAsync<SecretStoreRefusedException>(() => Stage(store).PlanAsync(Report, Token));
    }

    [Fact]
    public static async Task Warns_of_a_password_that_breaks_tutors_templates()
    {
        var store = new FakeSecretStore();
        store.Put(Ns, "mysql-root", ("MYSQL_ROOT_PASSWORD", "a\"b$c"));
        var report = new FakeReport();
        await Stage(store).PlanAsync(report, Token);
        Assert.Equal(
            [
                $"MYSQL_ROOT_PASSWORD of the Secret {Ns}/mysql-root has characters other than A-Z a-z 0-9 _ . -; Tutor inserts it "
                + "unescaped, which breaks configuration and shell. Rotate it before the next deploy.",
            ],
            report.Warnings);
    }

    [Fact]
    public static async Task Neither_plan_nor_report_shows_a_value()
    {
        var store = new FakeSecretStore();
        var report = new FakeReport();
        var plan = await Stage(store).PlanAsync(report, Token);
        await Stage(store).ApplyAsync(plan, report, Token);
        var said = string.Join('\n', report.Warnings.Concat(report.Said).Concat(plan.Changes.Select(c => c.ToString())));
        Assert.All(
            Generated(),
            key => Assert.DoesNotContain(store.Value(Ns, key.Name, key.Key), said, StringComparison.Ordinal));
        Assert.Contains($"Secret {Ns}/jwt: wrote private_key.", report.Said);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<(string Name, string Key)> Generated() =>
        from definition in PlatformSecrets.Of(Reference.Prod, new ServiceEndpoints())
        from key in definition.Keys
        where key.Source is GeneratedKey or DerivedKey
        select (definition.Name, key.Key);

    private static SyncSecrets Stage(ISecretStore store, ServiceEndpoints? endpoints = null) =>
        new(Reference.Prod, endpoints ?? new ServiceEndpoints(), store, null, isDryRun: false);

    private static async Task ApplyAsync(ISecretStore store, ServiceEndpoints? endpoints = null)
    {
        var stage = Stage(store, endpoints);
        await stage.ApplyAsync(await stage.PlanAsync(Report, Token), Report, Token);
    }
}
