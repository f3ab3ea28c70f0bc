using TutorPipeline.Model;
using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Images;
using TutorPipeline.Tutor.Images.Sources;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Images;

public sealed class SourceTests : IDisposable
{
    private readonly GitSandbox git = new();
    private readonly FakeReport report = new();
    private readonly string work = Directory.CreateTempSubdirectory("sources-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        git.Dispose();
        Directory.Delete(work, recursive: true);
    }

    [Fact]
    public async Task A_branch_stands_for_its_newest_commit()
    {
        git.Make("theme", ("lms/static/x", "1"));
        var newest = git.Commit("theme", ("lms/static/x", "2"));

        Assert.Equal(newest, (await ResolveAsync(Theme("main")))[0].Version);
    }

    [Fact]
    public async Task An_annotated_tag_stands_for_the_commit_behind_it()
    {
        var commit = git.Make("theme", ("lms/static/x", "1"));
        git.Git(Folder("theme"), "-c", "user.name=A", "-c", "user.email=a@git.example", "tag", "--annotate", "--message", "one", "v1");
        git.Commit("theme", ("lms/static/x", "2"));

        Assert.Equal(commit, (await ResolveAsync(Theme("v1")))[0].Version);
    }

    [Fact]
    public async Task Of_a_tag_and_a_branch_of_one_name_the_tag_is_taken_and_said()
    {
        var commit = git.Make("theme", ("lms/static/x", "1"));
        git.Git(Folder("theme"), "tag", "both");
        git.Git(Folder("theme"), "checkout", "--quiet", "-b", "both");
        git.Commit("theme", ("lms/static/x", "2"));

        Assert.Equal(commit, (await ResolveAsync(Theme("both")))[0].Version);
        Assert.Equal(
            "ThemeRepositories: https://git.example/school/theme@both: 'both' is a branch and a tag; the tag was taken. Write refs apart, or rename one.",
            Assert.Single(report.Warnings));
    }

    [Fact]
    public async Task The_end_of_another_branchs_name_is_no_match()
    {
        git.Make("theme", ("lms/static/x", "1"));
        git.Git(Folder("theme"), "branch", "team/v1");

        var exception = await Assert.ThrowsAsync<SourceException>(() => ResolveAsync(Theme("v1")));

        Assert.Equal(
            "ThemeRepositories: https://git.example/school/theme@v1: the repository has neither a branch nor a tag 'v1'. "
            + "See 'git ls-remote https://git.example/school/theme' and correct ThemeRepositories.",
            exception.Message);
    }

    [Fact]
    public async Task A_missing_repository_is_named_with_its_parameter()
    {
        var exception = await Assert.ThrowsAsync<SourceException>(() => ResolveAsync(Theme("main")));

        Assert.StartsWith(
            "ThemeRepositories: https://git.example/school/theme@main: there is no such repository, or it may not be read: fatal: ",
            exception.Message, StringComparison.Ordinal);
        Assert.Contains("Correct ThemeRepositories. If it is private, give a token", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_folder_is_known_by_its_files()
    {
        var folder = Path.Combine(work, "mine");
        Directory.CreateDirectory(Path.Combine(folder, "lms", "static"));
        await File.WriteAllTextAsync(Path.Combine(folder, "lms", "static", "x"), "1", Cancellation);
        var request = new SourceRequest(SourceRole.Theme, SourceReference.Parse("./mine", null), "ThemeRepositories");

        var before = (await ResolveAsync(request))[0];
        await File.WriteAllTextAsync(Path.Combine(folder, "lms", "static", "x"), "2", Cancellation);
        var after = (await ResolveAsync(request))[0];

        Assert.StartsWith("tree-", before.Version, StringComparison.Ordinal);
        Assert.NotEqual(before.Version, after.Version);
        Assert.Null(before.Reference);
    }

    [Fact]
    public async Task Exactly_the_commit_is_fetched_also_when_the_branch_has_moved_on()
    {
        var old = git.Make("theme", ("lms/static/x", "1"));
        var sources = await ResolveAsync(Theme("main"));
        git.Commit("theme", ("lms/static/x", "2"));

        var placed = Assert.Single(await Store(Theme("main")).FetchAsync(sources, report, Cancellation));

        Assert.Equal(old, placed.Source.Version);
        Assert.Equal("1", await File.ReadAllTextAsync(Path.Combine(placed.Folder, "lms", "static", "x"), Cancellation));
        Assert.False(Directory.Exists(Path.Combine(placed.Folder, ".git")));
        Assert.Equal([Path.GetDirectoryName(placed.Folder)], Directory.GetDirectories(Path.Combine(work, "fetched")));
    }

    [Theory]
    [InlineData(SourceRole.Theme, "it is no theme: lms/static is missing in it.")]
    [InlineData(SourceRole.Plugin, "pip cannot install it: it has neither pyproject.toml nor setup.py nor setup.cfg at its top.")]
    public async Task What_is_neither_theme_nor_plugin_is_refused_before_anything_is_built(SourceRole role, string why)
    {
        git.Make("theme", ("readme", "1"));
        var request = Theme("main") with { Role = role };
        var sources = await ResolveAsync(request);

        var exception = await Assert.ThrowsAsync<SourceException>(() => Store(request).FetchAsync(sources, report, Cancellation));

        Assert.Contains(why, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_says_what_it_could_not_ask()
    {
        var resolution = new SourceResolution([Theme("main")], Remotes(new RealToolsWithoutGit()), work, isDryRun: true);

        Assert.Null(await resolution.TryResolveAsync(report, Cancellation));
        Assert.Equal("the commits that branches and tags stand for", resolution.Gap!.What);
    }

    [Fact]
    public async Task The_token_goes_to_its_hosts_alone_and_never_into_arguments()
    {
        git.Make("theme", ("lms/static/x", "1"));
        var access = new GitAccess(new Secret("s3cret-token"), ["git.example"], new Dictionary<string, string>());
        var door = new GitDoor(access, Path.Combine(work, "private"));

        var own = door.Call("https://git.example/school/theme", ["ls-remote"]);
        var other = door.Call("https://elsewhere.example/school/theme", ["ls-remote"]);

        Assert.Equal("s3cret-token", own.SecretEnvironment["TUTORPIPELINE_SOURCE_TOKEN"].Reveal());
        Assert.Empty(other.SecretEnvironment);
        Assert.DoesNotContain(own.Arguments, argument => argument.Contains("s3cret", StringComparison.Ordinal));
        var program = own.Environment["GIT_ASKPASS"]!;
        Assert.DoesNotContain("s3cret", await File.ReadAllTextAsync(program, Cancellation), StringComparison.Ordinal);
        var answer = await git.Tools.RunAsync(
            new ToolInvocation(program, ["Password for 'https://git.example':"]) { SecretEnvironment = own.SecretEnvironment }, Cancellation);
        Assert.Equal("s3cret-token\n", answer.Output);
    }

    [Fact]
    public async Task Locked_sources_must_be_what_the_committed_file_says()
    {
        var commit = git.Make("theme", ("lms/static/x", "1"));
        var locked = new SourceLock(Path.Combine(work, "tutor", "sources.lock.json"));
        await locked.WriteAsync(await ResolveAsync(Theme("main")), Cancellation);
        await locked.CheckAsync(await ResolveAsync(Theme("main")), Cancellation);
        var moved = git.Commit("theme", ("lms/static/x", "2"));

        var stage = new ResolveSources(Resolution(Theme("main")), locked, Path.Combine(work, "sources.json"));
        var exception = await Assert.ThrowsAsync<SourceException>(() => stage.PlanAsync(report, Cancellation));

        Assert.Equal(
            "With --locked every source must be what tutor/sources.lock.json says:\n"
            + $"  https://git.example/school/theme@main is {moved}, and the file has {commit}\n"
            + "If the change is wanted, run './build.sh UpdateSources' and commit the file.",
            exception.Message);
    }

    [Fact]
    public async Task Updating_the_lock_file_keeps_what_other_environments_wrote()
    {
        git.Make("theme", ("lms/static/x", "1"));
        git.Make("other", ("setup.py", "1"));
        var locked = new SourceLock(Path.Combine(work, "sources.lock.json"));
        var other = new SourceRequest(SourceRole.Plugin, SourceReference.Parse("https://git.example/school/other@main", null), "PluginRepositories");
        await locked.WriteAsync(await ResolveAsync(other), Cancellation);

        var stage = new UpdateSources(Resolution(Theme("main")), locked);
        await stage.ApplyAsync(await stage.PlanAsync(report, Cancellation), report, Cancellation);

        await locked.CheckAsync([.. await ResolveAsync(Theme("main")), .. await ResolveAsync(other)], Cancellation);
    }

    private static SourceRequest Theme(string reference) =>
        new(SourceRole.Theme, SourceReference.Parse($"https://git.example/school/theme@{reference}", null), "ThemeRepositories");

    private string Folder(string name) => Path.Combine(git.Folder, "school", name);

    private GitRemotes Remotes(IToolRunner tools) =>
        new(tools, new GitDoor(new GitAccess(null, [], new Dictionary<string, string>()), Path.Combine(work, "private")));

    private SourceResolution Resolution(SourceRequest request) => new([request], Remotes(git.Tools), work, isDryRun: false);

    private SourceStore Store(SourceRequest request) => new(Resolution(request), Remotes(git.Tools), Path.Combine(work, "fetched"));

    private Task<IReadOnlyList<ResolvedSource>> ResolveAsync(SourceRequest request) => Resolution(request).ResolveAsync(report, Cancellation);

    private sealed class RealToolsWithoutGit : IToolRunner
    {
        public string? Find(string tool) => null;

        public Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken) => throw new NoGitException();
    }

    private sealed class NoGitException() : PipelineException("There is no git.");
}
