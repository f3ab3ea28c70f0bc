using TutorPipeline.Kernel.Invocation;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Invocation;

public sealed class RootLocatorTests : IDisposable
{
    private readonly DirectoryInfo outside = Directory.CreateTempSubdirectory("outside-");
    private readonly Repository repository = new();

    public void Dispose()
    {
        repository.Dispose();
        outside.Delete(recursive: true);
    }

    [Fact]
    public void The_nearest_folder_upward_counts()
    {
        var inner = outside.CreateSubdirectory("a/b/c").FullName;
        outside.CreateSubdirectory("a/.nuke");
        outside.CreateSubdirectory("a/b/.nuke");

        Assert.Equal(Path.Combine(outside.FullName, "a", "b"), RootLocator.Find(null, inner, repository.Root, out _)!.ToString());
    }

    [Fact]
    public void Outside_of_a_repository_the_programs_own_counts()
    {
        var program = Path.Combine(repository.Root, "build", "bin");

        Assert.Equal(repository.Root, RootLocator.Find(null, outside.FullName, program, out var fault)!.ToString());
        Assert.Null(fault);
    }

    [Fact]
    public void An_option_counts_before_both()
    {
        Assert.Equal(outside.FullName, RootLocator.Find(string.Empty, outside.FullName, repository.Root, out _)!.ToString());
        Assert.Equal(repository.Root, RootLocator.Find(repository.Root, outside.FullName, outside.FullName, out _)!.ToString());
    }

    [Fact]
    public void No_root_is_a_fault_with_a_way_out()
    {
        Assert.Null(RootLocator.Find(null, outside.FullName, outside.FullName, out var fault));
        Assert.Equal(
            $"There is no .nuke folder in '{outside.FullName}' or above it, nor above the program itself; "
            + "call it inside the repository, or name the repository's folder with --root PATH.",
            fault);
    }

    [Fact]
    public void A_root_that_does_not_exist_is_a_fault() => Assert.Equal(
        ["--root: 'nowhere' is not an existing folder."], repository.Read("--root", "nowhere", "Deploy").Faults);
}
