using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Staging;

/// <summary>Where the master passwords come from.</summary>
public static class MasterPasswordsTests
{
    private const string Key = "MYSQL_ROOT_PASSWORD";

    private static readonly SecretAddress Address = new("courses", "mysql-root");

    [Fact]
    public static async Task Reads_the_password_and_how_often_it_was_rotated()
    {
        var record = new SecretRecord(
            Address, new Dictionary<string, Secret> { [Key] = new("value") }, new Dictionary<string, string> { [SecretRecord.RotationAnnotation] = "4" });

        var password = await Passwords(new OneRecord(record), isDryRun: false).ReadAsync(Address, Key, CancellationToken.None);

        Assert.Equal(("value", 4), (password.Value!.Reveal(), password.Version));
    }

    [Fact]
    public static async Task Misses_it_before_a_server_is_made()
    {
        var missing = await Assert.ThrowsAsync<MasterPasswordMissingException>(
            () => Passwords(new OneRecord(null), isDryRun: false).ReadAsync(Address, Key, CancellationToken.None));

        Assert.Equal(
            "The Secret courses/mysql-root has no MYSQL_ROOT_PASSWORD, and without it the server cannot be made. Nothing was changed. "
            + "Run SyncSecrets first, or leave out --skip.",
            missing.Message);
    }

    [Fact]
    public static async Task Needs_none_in_a_dry_run()
    {
        Assert.Equal(new MasterPassword(null, 1), await Passwords(null, isDryRun: true).ReadAsync(Address, Key, CancellationToken.None));
        Assert.Equal(
            new MasterPassword(null, 1), await Passwords(new OneRecord(null), isDryRun: true).ReadAsync(Address, Key, CancellationToken.None));
    }

    private static MasterPasswords Passwords(ISecretStore? store, bool isDryRun) => new(_ => Task.FromResult(store), isDryRun);

    private sealed class OneRecord(SecretRecord? record) : ISecretStore
    {
        public Task<SecretRecord?> ReadAsync(SecretAddress address, CancellationToken cancellationToken) => Task.FromResult(record);

        public Task<SecretList> ListAsync(string namespaceName, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<SecretCreation> CreateIfAbsentAsync(SecretRecord added, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<SecretRecord> ReplaceAsync(SecretRecord replacing, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
