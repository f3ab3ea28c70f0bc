using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>One stack's folder as Terraform works in it, online or offline.</summary>
internal sealed class WorkFolder(TerraformInstallation installation, StackFiles stack, string folder)
{
    /// <summary>The saved plan's file.</summary>
    public const string SavedPlan = "plan.tfplan";

    private const string InitStamp = ".terraform/pipeline.stamp";

    // What Terraform remembers of a backend, which would stand in the way of another one or none.
    private const string BackendRecord = ".terraform/terraform.tfstate";

    // Files that only one of the two ways of working has.
    private static readonly string[] Optional = [OfflineOverride.File, OnlineOverride.File, OnlineOverride.ImportFile];

    /// <summary>The folder's full path.</summary>
    public string FullPath { get; } = Path.GetFullPath(folder);

    /// <summary>Whether the provider has to come from the registry first.</summary>
    public bool NeedsDownload(string backend) => installation.Mirror is null && !IsInitialized(backend);

    /// <summary>Writes the CLI configuration and the given files, and removes those of the other way of working.</summary>
    public async Task PrepareAsync(IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        foreach (var name in Optional)
        {
            if (!files.ContainsKey(name))
            {
                File.Delete(Path.Combine(folder, name));
            }
        }

        await WriteAsync(TerraformCli.ConfigurationFile, CliConfiguration.Text(installation, ProviderCache()), cancellationToken);
        foreach (var (name, text) in files)
        {
            await WriteAsync(name, text, cancellationToken);
        }
    }

    /// <summary>Links or downloads the provider and connects the backend, unless that was done before.</summary>
    /// <param name="cli">Runs Terraform.</param>
    /// <param name="backend">The backend's settings as text; empty for none.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="TerraformException">The provider is not available, or the configuration or the backend was refused.</exception>
    public async Task InitializeAsync(TerraformCli cli, string backend, CancellationToken cancellationToken)
    {
        if (IsInitialized(backend))
        {
            return;
        }

        if (installation.Mirror is null)
        {
            Directory.CreateDirectory(ProviderCache());
        }

        // The choice of an earlier provider would stand in the way of the one that is there now.
        Directory.CreateDirectory(Path.Combine(folder, ".terraform"));
        File.Delete(Path.Combine(folder, ".terraform.lock.hcl"));
        File.Delete(Path.Combine(folder, BackendRecord));
        await cli.RunAsync(cancellationToken, ["init", "-input=false", "-no-color", .. backend.Length == 0 ? ["-backend=false"] : Array.Empty<string>()]);
        await WriteAsync(InitStamp, Requirements(backend), cancellationToken);
    }

    /// <summary>Makes an empty file for the plan that nobody else may read: Terraform writes into a file that is already there.</summary>
    public void MakePlanFilePrivate()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        DeletePlanFile();
        using var made = new FileStream(Path.Combine(folder, SavedPlan), options);
    }

    /// <summary>Removes the plan, which can be applied only once.</summary>
    public void DeletePlanFile() => File.Delete(Path.Combine(folder, SavedPlan));

    private Task WriteAsync(string name, string text, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(folder, name), text, cancellationToken);

    private bool IsInitialized(string backend)
    {
        var stamp = Path.Combine(folder, InitStamp);
        return File.Exists(stamp) && File.ReadAllText(stamp) == Requirements(backend) && HasProvider();
    }

    // Terraform links the provider from where it lies, and that may be gone.
    private bool HasProvider()
    {
        var versions = Path.Combine(folder, ".terraform", "providers", installation.Registry, "hashicorp", "aws");
        if (!Directory.Exists(versions))
        {
            return false;
        }

        foreach (var version in Directory.EnumerateDirectories(versions))
        {
            foreach (var platform in Directory.EnumerateFileSystemEntries(version))
            {
                if (Directory.Exists(platform))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // What the provider in the folder was chosen by, and the backend it is connected to.
    private string Requirements(string backend)
    {
        using var main = JsonDocument.Parse(stack.MainJson);
        var required = main.RootElement.GetProperty("terraform").GetRawText();
        var text = $"{installation.Program}\n{installation.Version}\n{installation.Mirror}\n{required}\n{backend}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private string ProviderCache() => Path.GetFullPath(Path.Combine(folder, "..", ".providers"));
}
