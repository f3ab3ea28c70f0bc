using System.Security.Cryptography;
using System.Text;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Tutor.Configuration;

/// <summary>
/// Finds Tutor, or installs it into a virtual environment that is known by the hash of its requirements, so that another version never meets
/// what an earlier one left.
/// </summary>
/// <param name="tools">Starts Python and Tutor.</param>
/// <param name="named">The program that <c>--tutor</c> names; null for a managed one.</param>
/// <param name="version">The version that it must have.</param>
/// <param name="requirements">What pip installs, each pinned; those with <c>--no-deps</c> first word come last and alone.</param>
/// <param name="folder">Where virtual environments are kept: <c>.nuke/temp/tutor</c>.</param>
public sealed class TutorSource(
    IToolRunner tools, string? named, string version, IReadOnlyList<PluginRequirement> requirements, string folder) : ITutorSource
{
    private const string VersionPrefix = "tutor, version ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private Task<ITutor?>? found;

    private string Place => Path.Combine(Path.GetFullPath(folder), Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', requirements.Select(r => r.ToString())))))[..16]);

    private string Program => Path.Combine(Place, "bin", "tutor");

    private string Mark => Path.Combine(Place, ".complete");

    /// <inheritdoc/>
    /// <exception cref="TutorException">What was named is no Tutor, or of another version.</exception>
    public Task<ITutor?> FindAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            // Several stages ask at once, and each start of Tutor takes a third of a second.
            return found is null or { IsFaulted: true } or { IsCanceled: true } ? found = LookAsync(cancellationToken) : found;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="TutorException">It cannot be installed.</exception>
    public async Task<ITutor> EnsureAsync(IStageReport report, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } there)
        {
            return there;
        }

        await InstallAsync(report, cancellationToken);
        lock (gate)
        {
            found = null;
        }

        return await FindAsync(cancellationToken) ?? throw TutorException.NoProgram(Program);
    }

    private async Task<ITutor?> LookAsync(CancellationToken cancellationToken)
    {
        if (named is null)
        {
            // Its version is part of its name, so that it need not be asked.
            return File.Exists(Mark) ? new TutorCli(tools, Program, version) : null;
        }

        var program = tools.Find(named) ?? throw TutorException.NoProgram(named);
        var answer = await tools.RunAsync(new ToolInvocation(program, ["--version"]) { Timeout = Patience }, cancellationToken);
        var said = answer.Output.Trim();
        if (answer.ExitCode != 0 || !said.StartsWith(VersionPrefix, StringComparison.Ordinal))
        {
            throw TutorException.NotTutor(program, said.Length > 0 ? said : answer.Error.Trim());
        }

        var itself = said[VersionPrefix.Length..];
        return itself == version ? new TutorCli(tools, program, version) : throw TutorException.OtherVersion(program, itself, version);
    }

    private async Task InstallAsync(IStageReport report, CancellationToken cancellationToken)
    {
        if (tools.Find("python3") is null)
        {
            throw TutorException.NoPython();
        }

        // Programs of a virtual environment name its folder, so it is made where it stays; a mark says that it is complete.
        Remove(Place);
        try
        {
            report.Information($"installing Tutor {version} with {string.Join(", ", requirements.Skip(1))}");
            await RunAsync("python3 -m venv", "python3", ["-m", "venv", Place], cancellationToken);
            var python = Path.Combine(Place, "bin", "python3");
            await PipAsync(python, [.. requirements.Where(r => !r.WithoutDependencies).Select(r => r.Text)], [], cancellationToken);
            await PipAsync(python, [.. requirements.Where(r => r.WithoutDependencies).Select(r => r.Text)], ["--no-deps"], cancellationToken);
            await File.WriteAllTextAsync(Mark, string.Join('\n', requirements), cancellationToken);
        }
        catch
        {
            Remove(Place);
            throw;
        }
    }

    private async Task PipAsync(
        string python, IReadOnlyList<string> wanted, IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        if (wanted.Count > 0)
        {
            await RunAsync(
                $"pip install {string.Join(' ', wanted)}", python,
                ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet", .. options, .. wanted], cancellationToken);
        }
    }

    private async Task RunAsync(string step, string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await tools.RunAsync(new ToolInvocation(program, arguments), cancellationToken);
        if (result.ExitCode != 0)
        {
            throw TutorException.NotInstalled(step, result);
        }
    }

    private static void Remove(string place)
    {
        if (Directory.Exists(place))
        {
            Directory.Delete(place, recursive: true);
        }
    }
}
