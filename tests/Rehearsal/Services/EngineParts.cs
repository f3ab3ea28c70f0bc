using TutorPipeline.Rehearsal.Harness;

namespace TutorPipeline.Rehearsal.Services;

/// <summary>Where a Docker Engine to start is on this machine.</summary>
/// <param name="Dockerd">Its program.</param>
/// <param name="SearchPath">Where it finds containerd and runc, and its user the client.</param>
internal sealed record EngineParts(string Dockerd, string SearchPath)
{
    private const string Install = "Start one, name one by DOCKER_HOST, or install one: 'apt-get install docker.io', or for a newer one "
        + "'tests/Rehearsal/install-engine'.";

    /// <summary>The folder for what takes long to get and is the same next time.</summary>
    public static string Cache => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "tutorpipeline");

    /// <summary>Why none can be started here and what to do, or null.</summary>
    public static string? WhyNot() =>
        !OperatingSystem.IsLinux() ? "A Docker Engine can only be started on Linux. Start Docker Desktop, or name an engine by DOCKER_HOST."
        : Environment.UserName != "root" ? "No Docker Engine runs, and only root can start one. " + Install
        : Find() is null ? "No Docker Engine runs, and there is no dockerd with containerd and runc to start. " + Install
        : null;

    /// <summary>The engine that <c>REHEARSAL_ENGINE</c> names, that was put into the cache, or that is installed.</summary>
    public static EngineParts? Find()
    {
        string?[] folders = [Environment.GetEnvironmentVariable("REHEARSAL_ENGINE"), Path.Combine(Cache, "engine")];
        var unpacked = folders.OfType<string>().SelectMany(folder => Binaries.Select(programs => Path.Combine(folder, programs)));
        string[] all = [.. unpacked.Where(Directory.Exists), .. Programs.Folders];
        return Programs.FirstIn(all, "dockerd") is { } dockerd
            && Programs.FirstIn(all, "containerd") is not null && Programs.FirstIn(all, "runc") is not null
            ? new(dockerd, string.Join(Path.PathSeparator, all.Distinct(StringComparer.Ordinal)))
            : null;
    }

    /// <summary>The parts.</summary>
    /// <exception cref="HarnessException">There are none.</exception>
    public static EngineParts FindOrSay() => WhyNot() is { } reason ? throw new HarnessException(reason) : Find()!;

    private static readonly string[] Binaries = ["usr/sbin", "usr/bin"];
}
