using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>
/// Keeps the last offline plan of a folder. That is correct because an offline plan asks nobody: it is a function of the stack's files, the
/// state file beside them, the program and the provider, and all of these are in the stamp.
/// </summary>
internal static class PlanCache
{
    /// <summary>The file in the stack's folder.</summary>
    public const string File = "offline-plan.json";

    // Counts up when the same plan would be told in other words.
    private const string Wording = "1";

    /// <summary>The stamp of what a plan depends on.</summary>
    public static async Task<string> StampAsync(
        StackFiles stack, TerraformInstallation installation, string folder, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] texts =
        [
            Wording, stack.Stack, stack.MainJson, stack.InputsJson, string.Join('\n', stack.PlaceholdersFrom), installation.Program,
            installation.Version.ToString(), installation.Mirror ?? string.Empty,
            await TextAsync(folder, ".terraform.lock.hcl", cancellationToken),
            await TextAsync(folder, "terraform.tfstate", cancellationToken),
        ];
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The kept changes, or null when there are none or they were made from something else.</summary>
    public static async Task<IReadOnlyList<Change>?> ReadAsync(string stamp, string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path))
        {
            return null;
        }

        try
        {
            var bytes = await System.IO.File.ReadAllBytesAsync(path, cancellationToken);
            var kept = JsonSerializer.Deserialize(bytes, PlanCacheJson.Default.KeptPlan);
            return kept?.Stamp == stamp ? kept.Changes : null;
        }
        catch (JsonException)
        {
            // Half a file of a run that was killed: as good as none.
            return null;
        }
    }

    /// <summary>Keeps the changes.</summary>
    public static async Task WriteAsync(
        string stamp, IReadOnlyList<Change> changes, string folder, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new KeptPlan(stamp, changes), PlanCacheJson.Default.KeptPlan);
        await System.IO.File.WriteAllBytesAsync(Path.Combine(folder, File), bytes, cancellationToken);
    }

    private static async Task<string> TextAsync(string folder, string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, name);
        return System.IO.File.Exists(path) ? await System.IO.File.ReadAllTextAsync(path, cancellationToken) : string.Empty;
    }
}

/// <summary>What is kept of a plan.</summary>
/// <param name="Stamp">What it was made from.</param>
/// <param name="Changes">What it said.</param>
internal sealed record KeptPlan(string Stamp, IReadOnlyList<Change> Changes);

/// <summary>Reads and writes kept plans without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(KeptPlan))]
internal sealed partial class PlanCacheJson : JsonSerializerContext;
