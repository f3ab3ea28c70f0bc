using System.Text.Json;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>What a search for Terraform found: an installation, or why there is none and how to get one.</summary>
/// <param name="Installation">The installation, or null.</param>
/// <param name="Why">Why there is none; empty when there is one.</param>
/// <param name="HowToGet">How to get one; empty when there is one.</param>
public sealed record TerraformSearch(TerraformInstallation? Installation, string Why, string HowToGet)
{
    private const string Install = "install Terraform 1.11 or newer (developer.hashicorp.com/terraform/install)";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Looks for <c>terraform</c>, then for <c>tofu</c>, and takes the first that is new enough.</summary>
    /// <param name="tools">Finds and asks the programs.</param>
    /// <param name="mirrors">Looks for providers.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    /// <returns>What was found; what is missing is a finding and no exception.</returns>
    public static async Task<TerraformSearch> RunAsync(IToolRunner tools, ProviderMirrors mirrors, CancellationToken cancellationToken)
    {
        var unfit = new List<string>();
        foreach (var name in (string[])["terraform", "tofu"])
        {
            if (tools.Find(name) is not { } program)
            {
                continue;
            }

            var version = await VersionAsync(tools, program, cancellationToken);
            if (version >= TerraformInstallation.Oldest)
            {
                var mirror = mirrors.Find(TerraformInstallation.RegistryOf(name));
                return new(new TerraformInstallation(program, name, version, mirror), string.Empty, string.Empty);
            }

            unfit.Add(version is null ? $"{program} does not say its version" : $"{program} is {version}");
        }

        return unfit.Count == 0
            ? new(null, "neither terraform nor tofu is on PATH", Install)
            : new(null, $"{string.Join(", ", unfit)}; {TerraformInstallation.Oldest} or newer is required", Install);
    }

    private static async Task<Version?> VersionAsync(IToolRunner tools, string program, CancellationToken cancellationToken)
    {
        var invocation = new ToolInvocation(program, ["version", "-json"]) { Environment = TerraformCli.Variables, Timeout = Limit };
        var result = await tools.RunAsync(invocation, cancellationToken);
        return result.ExitCode == 0 ? Parse(result.Output) : null;
    }

    // OpenTofu uses the same key. What follows a hyphen, as in 1.12.0-beta1, is not part of a Version.
    private static Version? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var text = document.RootElement.GetProperty("terraform_version").GetString();
            return Version.TryParse(text?.Split('-')[0], out var version) ? version : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
