using TutorPipeline.Infra.Engines.State;
using TutorPipeline.Infra.Tests.Terraform;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.State;

/// <summary>States in a folder of this machine.</summary>
public sealed class LocalStateStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Has_no_state_before_there_is_one_and_none_of_an_empty_file()
    {
        var store = new LocalStateStore(folder["state"]);
        Assert.Null(await store.ReadAsync("a/network/terraform.tfstate", CancellationToken.None));

        Directory.CreateDirectory(folder["state/a/network"]);
        await File.WriteAllTextAsync(folder["state/a/network/terraform.tfstate"], string.Empty);

        Assert.Null(await store.ReadAsync("a/network/terraform.tfstate", CancellationToken.None));
    }

    [Fact]
    public async Task Makes_its_folder_once()
    {
        var store = new LocalStateStore(folder["state"]);
        Assert.Equal(ChangeKind.Create, Assert.Single(await store.MissingAsync(CancellationToken.None)).Kind);

        await store.MakeAsync(CancellationToken.None);

        Assert.Empty(await store.MissingAsync(CancellationToken.None));
    }

    [Fact]
    public void Tells_terraform_the_full_path() => Assert.Equal(
        Path.GetFullPath(folder["state/a/network/terraform.tfstate"]),
        (string?)new LocalStateStore(folder["state"]).Backend("a/network/terraform.tfstate")["local"]!["path"]);
}
