using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>
/// A registry in which the platform's images are stored: every push is scanned, a tag never changes its meaning, old images go by
/// themselves.
/// The build cache, which lives by being overwritten, has a repository of its own.
/// </summary>
public static class Registry
{
    /// <summary>The stack's name.</summary>
    public const string Stack = "registry";

    /// <summary>Describes the stack.</summary>
    /// <param name="settings">What the registry looks like.</param>
    /// <returns>The stack.</returns>
    public static StackDefinition<RegistryOutputs> Define(RegistrySettings settings)
    {
        var stack = new StackBuilder(Stack, settings.Scope);
        var key = settings.OwnKey ? Key(stack, settings) : null;

        var openEdx = Repository(stack, settings, key, "openedx");
        var mfe = Repository(stack, settings, key, "openedx-mfe");
        var backup = Repository(stack, settings, key, "backup");
        var cache = Repository(stack, settings, key, "openedx-cache", isCache: true);

        var openEdxUrl = stack.Give("openedx_repository_url", openEdx.RepositoryUrl);
        var mfeUrl = stack.Give("mfe_repository_url", mfe.RepositoryUrl);
        var backupUrl = stack.Give("backup_repository_url", backup.RepositoryUrl);
        var cacheUrl = stack.Give("cache_repository_url", cache.RepositoryUrl);
        return stack.Build(read => new RegistryOutputs(
            read.Read(openEdxUrl), read.Read(mfeUrl), read.Read(backupUrl), read.Read(cacheUrl)));
    }

    /// <summary>
    /// What the outputs will be: a repository's address follows from account, region and name, so this is known before it exists.
    /// </summary>
    /// <param name="settings">What the registry looks like.</param>
    /// <returns>The outputs of the applied stack.</returns>
    public static RegistryOutputs Expected(RegistrySettings settings)
    {
        var suffix = settings.Scope.Partition == "aws-cn" ? ".cn" : string.Empty;
        var prefix = $"{settings.Scope.AccountId}.dkr.ecr.{settings.Scope.Region}.amazonaws.com{suffix}/{settings.RepositoryPrefix}";
        return new($"{prefix}openedx", $"{prefix}openedx-mfe", $"{prefix}backup", $"{prefix}openedx-cache");
    }

    private static AwsKmsKey Key(StackBuilder stack, RegistrySettings settings)
    {
        var key = stack.Add(new AwsKmsKey("images")
        {
            Description = $"Images of {settings.Scope.Namespace}",
            EnableKeyRotation = true,
            DeletionWindowInDays = 30,
        });
        stack.Add(new AwsKmsAlias("images") { Name = $"alias/{settings.Scope.Namespace}-images", TargetKeyId = key.KeyId });
        return key;
    }

    private static AwsEcrRepository Repository(
        StackBuilder stack, RegistrySettings settings, AwsKmsKey? key, string name, bool isCache = false)
    {
        var logicalName = name.Replace('-', '_');
        var repository = stack.Add(new AwsEcrRepository(logicalName)
        {
            Name = $"{settings.RepositoryPrefix}{name}",
            ImageTagMutability = isCache ? "MUTABLE" : "IMMUTABLE",
            ImageScanningConfiguration = new() { ScanOnPush = true },
            EncryptionConfiguration =
                [key is null ? new() { EncryptionType = "AES256" } : new() { EncryptionType = "KMS", KmsKey = key.Arn }],
            ForceDelete = settings.ForceDelete || isCache,
        });
        stack.Add(new AwsEcrLifecyclePolicy(logicalName)
        {
            Repository = repository.Name,
            Policy = isCache
                ? RegistryLifecycle.Of(untaggedDays: 1, kept: 20)
                : RegistryLifecycle.Of(settings.UntaggedDays, settings.KeptImages),
        });
        return repository;
    }
}
