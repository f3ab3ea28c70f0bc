using TutorPipeline.Model;
using TutorPipeline.Model.Tests.Environment;
using TutorPipeline.Tutor.Cluster.Secrets;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Registry;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Configuration;

/// <summary>The reference platform with all that its configuration is made from.</summary>
internal static class SomePlatform
{
    private const string NamespaceName = "courses-yourschool-virginia";

    public static PlatformInput Input() => new(
        Reference.Prod, new ServiceEndpoints("mysql.example", "mongodb.example", "redis.example"),
        new PushedImages(1, [Image("openedx", 1), Image("openedx-mfe", 2)]))
    {
        Cdn = new CdnOutputs("E1", "d1.cloudfront.net", "cdn.courses.yourschool.edu"),
        Mail = new MailOutputs("courses.yourschool.edu", "mail-rules"),
    };

    /// <summary>A store with all Secrets, as SyncSecrets makes them.</summary>
    public static async Task<FakeSecretStore> StoreAsync()
    {
        var store = new FakeSecretStore();
        var stage = new SyncSecrets(Reference.Prod, Input().Endpoints, store, null, isDryRun: false);
        await stage.ApplyAsync(await stage.PlanAsync(new FakeReport(), default), new FakeReport(), default);
        return store;
    }

    public static async Task<SecretList> SecretsAsync() => await (await StoreAsync()).ListAsync(NamespaceName, default);

    public static async Task<PlatformConfiguration> ConfigurationAsync(
        PlatformInput input, params (string Secret, string Key, string Value)[] changed)
    {
        var store = await StoreAsync();
        foreach (var (secret, key, value) in changed)
        {
            store.Put(NamespaceName, secret, (key, value));
        }

        return PlatformConfiguration.Of(input, await store.ListAsync(NamespaceName, default));
    }

    private static PushedImage Image(string name, int digest) =>
        new(name, $"registry.example/{name}@sha256:{digest}", $"sha256:{digest}", "src-1", ["src-1"], null);
}
