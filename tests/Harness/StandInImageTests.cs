using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.KubernetesApi.Tests.Jobs;
using TutorPipeline.Rehearsal.Services;

namespace TutorPipeline.Harness.Tests;

/// <summary>What plays the image in Jobs of a rehearsal.</summary>
public sealed class StandInImageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("image-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Says_what_programs_were_asked_but_no_value_of_an_option()
    {
        var (ended, log) = await RunAsync(
            "./manage.py lms migrate\n"
            + "mysql -u root -pSECRET --password=SECRET --host h -e SECRET\n"
            + "python -c '\nprint(1)\n'\n"
            + "dockerize -wait tcp://h:3306 -timeout 20s");

        Assert.Equal("Complete", ended);
        Assert.Equal(
            "rehearsed: manage.py lms migrate\nrehearsed: mysql -u -p --password --host -e\nrehearsed: python -c\n"
            + "rehearsed: dockerize -wait -timeout\n", log);
    }

    [Fact]
    public async Task Fails_where_the_file_says_so()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, StandInImage.Failures), "mysql *\nmanage.py cms migrate*", Token);

        var (ended, log) = await RunAsync("./manage.py lms migrate\n./manage.py cms migrate --run-syncdb\necho never");

        Assert.Equal("Failed", ended);
        Assert.Equal("rehearsed: manage.py lms migrate\nrehearsed failure: manage.py cms migrate --run-syncdb\n", log);
    }

    [Fact]
    public async Task Misses_what_a_variable_should_have_held()
    {
        var (ended, log) = await RunAsync("./manage.py lms manage_user \"$NOBODY_SET_IT\" a@example.edu --staff");

        Assert.Equal("Failed", ended);
        Assert.Equal("rehearsed: manage.py lms manage_user  a@example.edu --staff has an empty argument\n", log);
    }

    [Fact]
    public async Task Has_no_program_of_this_machine_that_changes_files()
    {
        var (ended, log) = await RunAsync("expr 1 + 1\nrm -rf \"$REHEARSAL_ROOT\"");

        Assert.Equal("Failed", ended);
        Assert.Matches("(?m)^2$", log);
        Assert.Matches("(?m)rm: not found$", log);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<(string Ended, string Log)> RunAsync(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It takes a POSIX shell.");
        await using var server = await ApiServerProcess.StartAsync("--job-program", "*=" + StandInImage.LinkInto(folder));
        var run = new JobRun(server, "task");
        await run.ApplyAsync(script);
        var ended = (string)(await run.EndAsync())["type"]!;
        return (ended, await run.LogAsync());
    }
}
