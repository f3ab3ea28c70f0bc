using TutorPipeline.Rehearsal.Harness;

namespace TutorPipeline.Rehearsal.Services;

/// <summary>
/// A real registry for tests, Debian's docker-registry on a free loopback port, with one user AWS whose password changes as ECR's does.
/// It ends with this object or, whatever happens, with this process.
/// </summary>
public sealed class RehearsedRegistry : IAsyncDisposable
{
    /// <summary>The only user.</summary>
    public const string UserName = "AWS";

    private readonly string folder;

    private RehearsedRegistry(string host, string folder, ProcessIdentity process) =>
        (Host, this.folder, Process) = (host, folder, process);

    /// <summary>Host and port, as image references have them: <c>127.0.0.1:40123</c>.</summary>
    public string Host { get; }

    /// <summary>The password that it accepts.</summary>
    public string Password => File.ReadAllText(RegistryPassword.TokenFile(folder));

    /// <summary>Why there can be no registry here and what to install, as the reason of a skip; null if there can.</summary>
    public static string? WhyNot => Program is null
        ? "There is no docker-registry on PATH. Install it: 'apt-get install docker-registry' (its service need not run)."
        : null;

    internal static string? Program => Programs.FullPath("docker-registry");

    internal string Folder => folder;

    internal ProcessIdentity Process { get; }

    /// <summary>Starts one, empty.</summary>
    /// <param name="password">What user AWS logs in with.</param>
    /// <param name="cancellationToken">Ends the waiting, and what was started.</param>
    /// <exception cref="Exception">It cannot be started; the message says why and what to do.</exception>
    public static Task<RehearsedRegistry> StartAsync(string password, CancellationToken cancellationToken) =>
        StartAsync(Directory.CreateTempSubdirectory("registry-").FullName, password, endsWithUs: true, cancellationToken);

    internal static async Task<RehearsedRegistry> StartAsync(
        string folder, string password, bool endsWithUs, CancellationToken cancellationToken)
    {
        if (WhyNot is { } reason)
        {
            throw new HarnessException(reason);
        }

        RegistryPassword.Write(folder, password, password);
        string[] leash = endsWithUs ? ["--until-input-ends"] : [];
        var start = Self.As("registry", ["--folder", folder, .. leash]);
        var (process, ready) = await Daemon.StartAsync("The registry", start, endsWithUs, cancellationToken);
        return new((string)ready["host"]!, folder, process);
    }

    /// <summary>From now on it accepts this one only; the password handed out before has expired.</summary>
    /// <param name="password">The new one.</param>
    public void ChangePassword(string password) => RegistryPassword.Write(folder, password, password);

    /// <summary>Stops it; what was pushed is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await Daemon.StopAsync(Process);
        Leftovers.Remove(folder);
    }
}
