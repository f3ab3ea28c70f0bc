namespace TutorPipeline.Harness.Tests;

/// <summary>How Tutor 21 runs a platform's first tasks by Docker, true of the real one and of the stand-in.</summary>
internal static class TutorInitBehaviour
{
    // Writes each task's service and script down; that nothing runs yet is asked for in JSON.
    private const string Recorder = """
        for last; do :; done
        case "$*" in
            *" ls --format json") echo '[]' ;;
            *) for word; do case $word in *-job) echo "$word" >> "{0}/tasks"; echo "$last" > "{0}/$(wc -l < "{0}/tasks")" ;; esac; done ;;
        esac
        """;

    public static IReadOnlyDictionary<string, Action<TutorRoot>> Rows { get; } = new Dictionary<string, Action<TutorRoot>>
    {
        ["initializes service by service"] = t =>
        {
            Initialize(t);
            Assert.Equal(
                ["lms-job", "mysql-job", "lms-job", "lms-job", "cms-job", "lms-job"], File.ReadAllLines(Path.Combine(t.Root, "tasks")));
            string[] files =
            [
                "-f", Path.Combine(t.Root, "env/local/docker-compose.yml"), "-f", Path.Combine(t.Root, "env/local/docker-compose.prod.yml"),
                "--project-name", "tutor_local", "-f", Path.Combine(t.Root, "env/local/docker-compose.jobs.yml"),
            ];
            Assert.Equal(
                ["compose", .. files, "run", "--rm", "-T", "lms-job", "sh", "-e", "-c"], t.DockerArguments[..(files.Length + 8)]);
        },
        ["has configured values in scripts"] = t =>
        {
            Initialize(t);
            Assert.Contains("--password=\"root-password\"", Script(t, 2), StringComparison.Ordinal);
            Assert.Contains("own-password", Script(t, 2), StringComparison.Ordinal);
            Assert.Contains("master-key", Script(t, 3), StringComparison.Ordinal);
            Assert.Contains("tcp://my.example:3306", Script(t, 4), StringComparison.Ordinal);
            Assert.Contains("\n./manage.py lms migrate\n", Script(t, 4), StringComparison.Ordinal);
            Assert.Contains("\n./manage.py cms migrate\n", Script(t, 5), StringComparison.Ordinal);
            Assert.Contains("./manage.py lms waffle_flag", Script(t, 6), StringComparison.Ordinal);
        },
        ["initializes one owner's services"] = t =>
        {
            Initialize(t, "--limit", "cms");
            Assert.Equal(["cms-job"], File.ReadAllLines(Path.Combine(t.Root, "tasks")));
        },
        ["stops at the first task that fails"] = t =>
        {
            Save(t);
            t.Docker("case \"$*\" in *' ls '*) echo '[]' ;; *) exit 3 ;; esac");
            var outcome = t.Run("local", "do", "init");
            Assert.Equal(1, outcome.ExitCode);
            Assert.Contains("Error: Command failed with status 3: docker compose ", outcome.Error, StringComparison.Ordinal);
        },
        ["wants to know in JSON what runs"] = t =>
        {
            Save(t);
            var outcome = t.Run("local", "do", "init");
            Assert.Equal(1, outcome.ExitCode);
            Assert.Contains("JSONDecodeError", outcome.Error, StringComparison.Ordinal);
        },
    };

    private static void Save(TutorRoot t) => t.Do(
        "config", "save", "-s", "PLUGINS=[mfe]", "-s", "MYSQL_HOST=my.example", "-s", "MYSQL_ROOT_PASSWORD=root-password",
        "-s", "OPENEDX_MYSQL_PASSWORD=own-password", "-s", "MEILISEARCH_MASTER_KEY=master-key");

    private static void Initialize(TutorRoot t, params string[] options)
    {
        Save(t);
        t.Docker(Recorder.Replace("{0}", t.Root, StringComparison.Ordinal));
        t.Do(["local", "do", "init", .. options]);
    }

    /// <summary>The script of a task, from 1.</summary>
    private static string Script(TutorRoot t, int number) => File.ReadAllText(Path.Combine(t.Root, $"{number}"));
}
