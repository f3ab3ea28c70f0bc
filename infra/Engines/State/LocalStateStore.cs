using System.Text.Json.Nodes;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.State;

/// <summary>Keeps states in a folder of this machine: for trying things out, by one person.</summary>
/// <param name="folder">The folder.</param>
public sealed class LocalStateStore(string folder) : StateStore
{
    private readonly string folder = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public override bool IsInAws => false;

    /// <inheritdoc/>
    public override async Task<StackState?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);

        // Terraform makes the file before it has anything to write into it.
        return File.Exists(path) && await File.ReadAllBytesAsync(path, cancellationToken) is { Length: > 0 } bytes
            ? StackState.Parse(bytes, path) : null;
    }

    /// <inheritdoc/>
    public override Task<IReadOnlyList<Change>> MissingAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Change>>(
            Directory.Exists(folder) ? [] : [new Change(ChangeKind.Create, "state/folder", $"{folder}, for this machine alone")]);

    /// <inheritdoc/>
    public override Task MakeAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        return Task.CompletedTask;
    }

    internal override JsonObject Backend(string key) => new() { ["local"] = new JsonObject { ["path"] = PathOf(key) } };

    private string PathOf(string key) => Path.Combine(folder, Path.Combine(key.Split('/')));
}
