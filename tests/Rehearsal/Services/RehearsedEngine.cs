using TutorPipeline.Rehearsal.Harness;

namespace TutorPipeline.Rehearsal.Services;

/// <summary>
/// A real Docker Engine for tests: the one that runs, of <c>DOCKER_HOST</c> or on the usual socket, otherwise one that is started with
/// everything in a folder of its own and ends with this object or, whatever happens, with this process.
/// </summary>
public sealed class RehearsedEngine : IAsyncDisposable
{
    private readonly ProcessIdentity? process;
    private readonly string? ownFolder;

    private RehearsedEngine(Uri address, string version, ProcessIdentity? process, string? ownFolder)
    {
        (Address, Version, this.process, this.ownFolder) = (address, version, process, ownFolder);
        var plugins = ownFolder is null ? null : new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DOCKER_CONTEXT"] = null,
            ["DOCKER_TLS_VERIFY"] = null,
            ["DOCKER_CERT_PATH"] = null,
            ["BUILDX_CONFIG"] = Path.Combine(ownFolder, "buildx"),
        };
        Variables = new Dictionary<string, string?>(plugins ?? [], StringComparer.Ordinal) { ["DOCKER_HOST"] = address.OriginalString };
    }

    /// <summary>Where it listens: <c>unix:///…</c> or <c>tcp://…</c>.</summary>
    public Uri Address { get; }

    /// <summary>Such as <c>26.1.5+dfsg1</c>.</summary>
    public string Version { get; }

    /// <summary>Whether it was started for this rehearsal, so that its images go with it.</summary>
    public bool IsOurs => process is not null;

    /// <summary>Set these for a program that is to use it; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; }

    /// <summary>Why there can be no engine here and what to install, as the reason of a skip; null if there can.</summary>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<string?> WhyNotAsync(CancellationToken cancellationToken) =>
        await EngineProbe.RunningAsync(cancellationToken) is null ? EngineParts.WhyNot() : null;

    /// <summary>Finds or starts one, which takes a second or two.</summary>
    /// <param name="cancellationToken">Ends the waiting, and what was started.</param>
    /// <exception cref="Exception">It cannot be started; the message says why and what to do.</exception>
    public static Task<RehearsedEngine> StartAsync(CancellationToken cancellationToken) =>
        StartAsync(folder: null, endsWithUs: true, cancellationToken);

    internal ProcessIdentity? Process => process;

    internal static async Task<RehearsedEngine> StartAsync(string? folder, bool endsWithUs, CancellationToken cancellationToken)
    {
        if (await EngineProbe.RunningAsync(cancellationToken) is var (address, version))
        {
            return new(address, version, null, null);
        }

        _ = EngineParts.FindOrSay();
        var own = folder ?? Directory.CreateTempSubdirectory("engine-").FullName;
        string[] leash = endsWithUs ? ["--until-input-ends"] : [];
        var start = Self.As("engine", ["--folder", own, .. leash]);
        var (process, ready) = await Daemon.StartAsync("The Docker Engine", start, endsWithUs, cancellationToken);
        return new(new Uri((string)ready["url"]!), (string)ready["engine"]!, process, own);
    }

    /// <summary>Stops it if it was started for this rehearsal; its images and containers go with it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await Daemon.StopAsync(process);
        }

        if (ownFolder is not null)
        {
            Leftovers.Remove(ownFolder);
        }
    }
}
