using TutorPipeline.Infra.Tests.Terraform;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Initialization;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Tutor.Tests.Cluster.Initialization;

/// <summary>A Tutor of a few lines that starts Docker as the real one does.</summary>
public sealed class TutorTasksTests : IDisposable
{
    private const string Compose = "\"docker\", \"compose\", \"-f\", \"local.yml\", \"--project-name\", \"tutor_local\"";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string folder = Directory.CreateTempSubdirectory("tasks-").FullName;

    public TutorTasksTests()
    {
        Directory.CreateDirectory(Root);
        File.WriteAllText(Path.Combine(Root, "config.yml"), "ID: x\n");
    }

    private string Root => Path.Combine(folder, "render", "tutor");

    private string Program => Path.Combine(folder, "tutor");

    private string Identity => $"Tutor 21.0.8 at {Program}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Lists_the_scripts_in_tutors_order_without_that_one_becomes_an_argument_of_a_program()
    {
        Write(
            "import json",
            $"assert json.loads(subprocess.check_output([{Compose.Replace("tutor_local", "tutor_dev", StringComparison.Ordinal)}, 'ls', '--format', 'json'])) == []",
            Run("mysql", """mysql --password="Root-Password.1" -e 'exit'\n# ü\n"""),
            Run("lms", "echo one"),
            $"with open('{folder}/started', 'w') as file: print(started, file=file)");

        var tasks = await ListAsync();

        Assert.Equal(["mysql", "lms"], tasks.Select(task => task.Service));
        Assert.Equal("mysql --password=\"Root-Password.1\" -e 'exit'\n# ü\n", tasks[0].SecretScript!.Reveal());
        Assert.Equal(("echo one", "eval \"$TUTORPIPELINE_SCRIPT\""), (tasks[1].SecretScript!.Reveal(), tasks[1].Script));
        var started = await File.ReadAllTextAsync(Path.Combine(folder, "started"), Token);
        Assert.Contains("'recorded', 'call'", started, StringComparison.Ordinal);
        Assert.DoesNotContain("Root-Password", started, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_nothing_behind_and_removes_what_a_killed_run_has_left()
    {
        var left = Path.Combine(folder, "render", "tutor.tasks", "calls", "000000");
        Directory.CreateDirectory(Path.GetDirectoryName(left)!);
        await File.WriteAllTextAsync(left, "compose\0run\0old-job\0sh\0-e\0-c\0old", Token);
        Write(Run("lms", "echo one"));

        Assert.Equal("lms", Assert.Single(await ListAsync()).Service);

        Assert.Equal([Root], Directory.GetFileSystemEntries(Path.Combine(folder, "render")));
    }

    [Fact]
    public async Task Leaves_nothing_behind_when_it_is_cancelled()
    {
        var tutor = new CancelledTutor(Root + ".tasks");
        var tasks = new TutorTasks(new PlatformRendering(new RealTools(), Path.Combine(folder, "render")), new Source(tutor), []);

        await Assert.ThrowsAsync<OperationCanceledException>(() => tasks.ListAsync(Token));

        Assert.Equal(OwnerOnly, tutor.Mode);
        Assert.Equal([Root], Directory.GetFileSystemEntries(Path.Combine(folder, "render")));
    }

    [Fact]
    public async Task Says_what_tutor_complains_about_without_scripts_and_secrets()
    {
        Write("print('bad value Root-Password.1', file=sys.stderr)", "sys.exit('Error: Command failed with status 1: docker Other-Secret')");

        var fault = await Assert.ThrowsAsync<TutorTasksException>(ListAsync);

        Assert.Equal(
            $"Tutor's tasks cannot be known: 'tutor local do init' of {Identity} failed with exit code 1:\n"
            + "  bad value (masked)\n  Error: Command failed\n"
            + "Nothing was run in the cluster. Mend what it names, then run InitializePlatform again.",
            fault.Message);
        Assert.Equal([Root], Directory.GetFileSystemEntries(Path.Combine(folder, "render")));
    }

    [Fact]
    public async Task Refuses_an_end_without_tasks()
    {
        Write("pass");

        var fault = await Assert.ThrowsAsync<TutorTasksException>(ListAsync);

        Assert.Equal(
            $"Tutor's tasks cannot be known: 'tutor local do init' of {Identity} ended without one, and a platform cannot be without. "
            + "Nothing was run in the cluster. Check TutorVersion and that no plugin removes them, then run InitializePlatform again.",
            fault.Message);
    }

    [Theory]
    [InlineData("'exec', 'lms', 'sh', '-c', 'a script'", "exec lms sh -c (8 characters)")]
    [InlineData("'run', '--rm', 'lms', 'sh', '-e', '-c', 'a script'", "run --rm lms sh -e -c (8 characters)")]
    [InlineData("'run', '--rm', 'lms-job', './manage.py', 'Root-Password.1'", "run --rm lms-job ./manage.py (masked)")]
    [InlineData("'run', '--rm', 'lms-job', 'sh', '-e', '-c', ''", "run --rm lms-job sh -e -c ")]
    public async Task Refuses_what_is_no_task(string call, string shown)
    {
        Write(Run("lms", "echo one"), $"subprocess.run([{Compose}, {call}])");

        var fault = await Assert.ThrowsAsync<TutorTasksException>(ListAsync);

        Assert.Equal(
            $"Tutor's tasks cannot be known: 'tutor local do init' of {Identity} did something that is no task: "
            + $"docker compose -f local.yml --project-name tutor_local {shown}. Nothing was run in the cluster. "
            + "A plugin does more than scripts in jobs of its services: turn it off, or set --init never and run 'tutor k8s do init' by hand.",
            fault.Message);
    }

    [Fact]
    public async Task Refuses_a_script_that_no_container_can_be_given()
    {
        Write(Run("lms", "ü").Replace("'''ü'''", "'ü' * 60001", StringComparison.Ordinal));

        var fault = await Assert.ThrowsAsync<TutorTasksException>(ListAsync);

        Assert.Equal(
            $"Tutor's tasks cannot be known: a script of {Identity} for the service lms has 120002 bytes, and no container can be given more than "
            + "120000. Nothing was run in the cluster. "
            + "Let its plugin put the work into the image and only call it, then run InitializePlatform again.",
            fault.Message);
    }

    [Fact]
    public async Task Refuses_a_tutor_whose_calls_cannot_be_recorded()
    {
        Write("import os", "sys.exit(os.spawnvp(os.P_WAIT, 'docker', ['docker', 'compose', 'ls']))");

        var fault = await Assert.ThrowsAsync<TutorTasksException>(ListAsync);

        Assert.Equal(
            $"Tutor's tasks cannot be known: {Identity} starts Docker in a way that cannot be recorded, as one that is a single binary does. "
            + "Nothing was run in the cluster. Leave --tutor out, or name a Tutor that pip has installed; then run InitializePlatform again.",
            fault.Message);
    }

    [Fact]
    public async Task Refuses_tasks_while_a_plugin_is_missing()
    {
        Write("print(\"⚠️  Failed to enable plugin 'ghost': plugin 'ghost' is not installed.\", file=sys.stderr)", Run("lms", "echo one"));

        var fault = await Assert.ThrowsAsync<TutorException>(ListAsync);

        Assert.StartsWith("Tutor 21.0.8 has no plugin 'ghost'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_must_be_done_before()
    {
        var tasks = new TutorTasks(new PlatformRendering(new RealTools(), Path.Combine(folder, "render")), new Source(null), []);
        Assert.Equal(
            "Tutor's tasks cannot be known, because Tutor is not installed. Run ConfigurePlatform, which installs it, or name a Tutor with --tutor; "
            + "then run InitializePlatform again.",
            (await Assert.ThrowsAsync<TutorTasksException>(() => tasks.ListAsync(Token))).Message);

        File.Delete(Path.Combine(Root, "config.yml"));
        Assert.Equal(
            "Tutor's tasks cannot be known, because no platform is rendered. Run ConfigurePlatform, then run InitializePlatform again.",
            (await Assert.ThrowsAsync<TutorTasksException>(() => tasks.ListAsync(Token))).Message);
    }

    private static string Run(string service, string script) =>
        $"started.append(subprocess.Popen([{Compose}, '-f', 'jobs.yml', 'run', '--rm', '-T', '{service}-job', 'sh', '-e', '-c', '''{script}''']))\n"
        + "assert started[-1].wait() == 0; started[-1] = started[-1].args";

    private void Write(params string[] lines)
    {
        string[] all = ["#!/usr/bin/env python3", "import subprocess, sys", "assert sys.argv[1:] == ['local', 'do', 'init']", "started = []", .. lines];
        File.WriteAllText(Program, string.Join('\n', all) + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Program, OwnerOnly);
    }

    private Task<IReadOnlyList<InitializationTask>> ListAsync() => new TutorTasks(
        new PlatformRendering(new RealTools(), Path.Combine(folder, "render")), new Source(new TutorCli(new RealTools(), Program, "21.0.8")),
        [new Secret("Root-Password.1")]).ListAsync(Token);

    private sealed class Source(ITutor? tutor) : ITutorSource
    {
        public Task<ITutor?> FindAsync(CancellationToken cancellationToken) => Task.FromResult(tutor);

        public Task<ITutor> EnsureAsync(IStageReport report, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class CancelledTutor(string place) : ITutor
    {
        public string Identity => "Tutor 21.0.8";

        public UnixFileMode Mode { get; private set; }

        public Task<ToolResult> InitializeAsync(
            string root, string pluginsRoot, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken)
        {
            Mode = OperatingSystem.IsWindows() ? OwnerOnly : File.GetUnixFileMode(place);
            throw new OperationCanceledException();
        }

        public Task RenderAsync(string root, string pluginsRoot, TutorConfiguration configuration, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<int> BuildAsync(
            string root, string pluginsRoot, ImageBuild build, IReadOnlyDictionary<string, string?> variables, Action<string> onLine,
            CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
