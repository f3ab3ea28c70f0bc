using TutorPipeline.Model;
using TutorPipeline.Model.Tests.Environment;
using TutorPipeline.Tutor.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Secrets;

public static class RotateSecretTests
{
    private const string Space = "courses-yourschool-virginia";

    private const string Rotatable = "mysql-root, mysql-openedx, mongodb-admin, mongodb-openedx, redis, jwt, edx-secret-key, edx-api, tutor-state";

    [Fact]
    public static async Task Makes_a_new_password_counts_it_and_leaves_the_rest()
    {
        var store = await FilledAsync();
        var (before, host) = (store.Value(Space, "mysql-openedx", "OPENEDX_MYSQL_PASSWORD"), store.Value(Space, "mysql-openedx", "MYSQL_HOST"));
        var report = new FakeReport();
        var stage = new RotateSecret(Reference.Prod, "mysql-openedx", store);

        var plan = await stage.PlanAsync(report, default);
        var planned = store.Value(Space, "mysql-openedx", "OPENEDX_MYSQL_PASSWORD");
        await stage.ApplyAsync(plan, report, default);

        Assert.Equal(
            new Change(ChangeKind.Update, $"secret/{Space}/mysql-openedx", "new OPENEDX_MYSQL_PASSWORD; rotation 1 becomes 2"), plan.Changes.Single());
        Assert.Equal(before, planned);
        var record = store.Records.Single(r => r.Address.Name == "mysql-openedx");
        Assert.Equal(2, record.Rotation);
        Assert.NotEqual(before, record.Keys["OPENEDX_MYSQL_PASSWORD"].Reveal());
        Assert.Equal(host, record.Keys["MYSQL_HOST"].Reveal());
        Assert.Equal(
            $"Secret {Space}/mysql-openedx: rotation 2 of OPENEDX_MYSQL_PASSWORD. What follows brings it to whoever uses it.", report.Said.Single());
    }

    [Fact]
    public static async Task Keeps_what_identifies_a_platform_and_derives_anew_what_is_derived()
    {
        var store = await FilledAsync();
        var (id, key) = (store.Value(Space, "tutor-state", "ID"), store.Value(Space, "tutor-state", "MEILISEARCH_API_KEY"));
        var stage = new RotateSecret(Reference.Prod, "tutor-state", store);

        await stage.ApplyAsync(await stage.PlanAsync(new FakeReport(), default), new FakeReport(), default);

        Assert.Equal(id, store.Value(Space, "tutor-state", "ID"));
        Assert.NotEqual(key, store.Value(Space, "tutor-state", "MEILISEARCH_API_KEY"));
    }

    [Theory]
    [InlineData(null, "RotateSecret was not told which Secret gets a new value; name one with --secret: " + Rotatable + ". Nothing was changed.")]
    [InlineData(
        "s3-openedx-storage",
        "'s3-openedx-storage' is no Secret of this environment whose values are made here; name one with --secret: " + Rotatable
        + ". What an additional environment shares with its parent is rotated there. Nothing was changed.")]
    [InlineData(
        "admin-edx",
        "admin-edx holds the first password of the first administrator, which counts until somebody has logged in with it; "
        + "change the password in the LMS. Nothing was changed.")]
    public static async Task Says_what_can_be_rotated(string? name, string message)
    {
        var stage = new RotateSecret(Reference.Prod, name, await FilledAsync());

        Assert.Equal(message, (await Assert.ThrowsAsync<RotationException>(() => stage.PlanAsync(new FakeReport(), default))).Message);
    }

    [Fact]
    public static async Task Leaves_what_is_the_parents_to_the_parent()
    {
        var error = await Assert.ThrowsAsync<RotationException>(
            () => new RotateSecret(Reference.Dev, "mysql-root", new FakeSecretStore()).PlanAsync(new FakeReport(), default));

        Assert.StartsWith("'mysql-root' is no Secret of this environment whose values are made here", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Needs_a_value_that_it_can_replace_and_a_cluster()
    {
        var stage = new RotateSecret(Reference.Prod, "jwt", new FakeSecretStore());

        var error = await Assert.ThrowsAsync<RotationException>(() => stage.PlanAsync(new FakeReport(), default));
        var plan = await new RotateSecret(Reference.Prod, "jwt", null).PlanAsync(new FakeReport(), default);

        Assert.Equal(
            $"The Secret {Space}/jwt is not there, so it has no value to replace. Run SyncSecrets, which makes it. Nothing was changed.", error.Message);
        Assert.Equal(["ProvisionCluster"], plan.PlaceholdersFrom);
    }

    [Fact]
    public static async Task Does_not_write_over_somebody_elses_change()
    {
        var store = await FilledAsync();
        var stage = new RotateSecret(Reference.Prod, "jwt", store);
        var plan = await stage.PlanAsync(new FakeReport(), default);
        store.BeforeNextWrite = other => other.Put(Space, "jwt", ("private_key", "theirs"));

        await Assert.ThrowsAsync<SecretConflictException>(() => stage.ApplyAsync(plan, new FakeReport(), default));

        Assert.Equal("theirs", store.Value(Space, "jwt", "private_key"));
    }

    private static async Task<FakeSecretStore> FilledAsync()
    {
        var store = new FakeSecretStore();
        var sync = new SyncSecrets(Reference.Prod, new ServiceEndpoints("mysql.example", "mongodb.example", "redis.example"), store, null, false);
        await sync.ApplyAsync(await sync.PlanAsync(new FakeReport(), default), new FakeReport(), default);
        return store;
    }
}
