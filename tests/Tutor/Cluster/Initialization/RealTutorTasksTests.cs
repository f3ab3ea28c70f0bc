using TutorPipeline.Infra.Tests.Terraform;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Initialization;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Tests.Configuration;

namespace TutorPipeline.Tutor.Tests.Cluster.Initialization;

/// <summary>The tasks of the real Tutor: the one that the variable TUTOR names, or that of PATH.</summary>
public sealed class RealTutorTasksTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tasks-").FullName;

    private string Root => Path.Combine(folder, "tutor");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Lists_what_the_real_tutor_would_run_and_leaves_its_render_alone()
    {
        var tutor = await SaveOrSkipAsync();
        var before = Render();

        var tasks = await new TutorTasks(new PlatformRendering(new RealTools(), folder), tutor, []).ListAsync(Token);

        Assert.Equal(["lms", "mysql", "lms", "lms", "cms"], tasks.Take(5).Select(task => task.Service));
        Assert.Contains("--password=\"Root-Password.1\" --host \"mysql.example.net\"", Script(tasks[1]), StringComparison.Ordinal);
        Assert.Contains("'Master-Key.1'", Script(tasks[2]), StringComparison.Ordinal);
        Assert.Contains("./manage.py lms migrate", Script(tasks[3]), StringComparison.Ordinal);
        Assert.Contains("./manage.py cms migrate", Script(tasks[4]), StringComparison.Ordinal);
        Assert.Equal("from a plugin", Script(tasks[^1]));
        Assert.Equal(before, Render());
        var jobs = await File.ReadAllTextAsync(Path.Combine(Root, "env", "k8s", "jobs.yml"), Token);
        Assert.All(tasks, task => Assert.Contains($"  name: {task.Service}-job\n", jobs, StringComparison.Ordinal));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Script(InitializationTask task) => task.SecretScript!.Reveal();

    private List<string> Render() => [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(path => Directory.Exists(path) ? path : $"{path} {File.ReadAllText(path)}")];

    private async Task<TutorSource> SaveOrSkipAsync()
    {
        var tools = new RealTools();
        var named = Environment.GetEnvironmentVariable("TUTOR") is { Length: > 0 } path ? path : "tutor";
        if (tools.Find(named) is not { } program)
        {
            Assert.Skip("Tutor is not on PATH; install it with: pip install tutor==21.0.8, or name it in the variable TUTOR.");
            return null!;
        }

        var plugins = Directory.CreateDirectory(Path.Combine(folder, "plugins")).FullName;
        Directory.CreateDirectory(Root);
        await File.WriteAllTextAsync(Path.Combine(plugins, "zz_last.py"), """
            from tutor import hooks
            hooks.Filters.CLI_DO_INIT_TASKS.add_item(("lms", "from a plugin"))
            """, Token);
        await File.WriteAllTextAsync(Path.Combine(Root, "config.yml"), """
            PLUGINS: [zz_last]
            RUN_MYSQL: false
            MYSQL_HOST: "mysql.example.net"
            MYSQL_ROOT_PASSWORD: "Root-Password.1"
            MEILISEARCH_MASTER_KEY: "Master-Key.1"
            """, Token);
        var saved = await Command.RunAsync(program, ["config", "save"], string.Empty, ("TUTOR_ROOT", Root), ("TUTOR_PLUGINS_ROOT", plugins));
        Assert.True(saved.ExitCode == 0, saved.Error);
        var said = (await tools.RunAsync(new ToolInvocation(program, ["--version"]), Token)).Output.Trim();
        return new TutorSource(tools, program, said[(said.LastIndexOf(' ') + 1)..], [], folder);
    }
}
