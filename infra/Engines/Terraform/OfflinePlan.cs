using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>One offline plan of one stack.</summary>
internal sealed class OfflinePlan(IToolRunner tools, TerraformInstallation installation, StackFiles stack, string folder)
{
    private const string SavedPlan = "plan.tfplan";
    private const string InitStamp = ".terraform/pipeline.stamp";

    // An empty file in place of the person's AWS configuration.
    private const string NoFile = "no-aws-configuration";

    /// <summary>Whether the provider has to come from the registry first.</summary>
    public bool NeedsDownload => installation.Mirror is null && !IsInitialized();

    /// <summary>The changes of the last plan, when nothing has changed since.</summary>
    public async Task<IReadOnlyList<Change>?> KeptAsync(CancellationToken cancellationToken) =>
        await PlanCache.ReadAsync(await StampAsync(cancellationToken), folder, cancellationToken);

    /// <summary>Links or downloads the provider, unless the folder already has the right one.</summary>
    /// <exception cref="TerraformException">It is not available, or the configuration was refused.</exception>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        using var main = JsonDocument.Parse(stack.MainJson);
        await WriteAsync(TerraformCli.ConfigurationFile, CliConfiguration.Text(installation, ProviderCache()), cancellationToken);
        await WriteAsync(OfflineOverride.File, OfflineOverride.Text(main.RootElement), cancellationToken);
        await WriteAsync(NoFile, string.Empty, cancellationToken);
        if (IsInitialized())
        {
            return;
        }

        if (installation.Mirror is null)
        {
            Directory.CreateDirectory(ProviderCache());
        }

        // The choice of an earlier provider would stand in the way of the one that is there now.
        File.Delete(Path.Combine(folder, ".terraform.lock.hcl"));
        await Cli(main).RunAsync(cancellationToken, "init", "-input=false", "-no-color", "-backend=false");
        await WriteAsync(InitStamp, Requirements(), cancellationToken);
    }

    /// <summary>Plans, saves the plan in the folder, keeps and gives the changes.</summary>
    /// <exception cref="TerraformException">The configuration was refused, or something a person can mend is wrong.</exception>
    public async Task<IReadOnlyList<Change>> MakeAsync(CancellationToken cancellationToken)
    {
        using var main = JsonDocument.Parse(stack.MainJson);
        var cli = Cli(main);
        MakePrivate(Path.Combine(folder, SavedPlan));
        await cli.RunAsync(
            cancellationToken, "plan", "-input=false", "-no-color", "-refresh=false", "-lock=false", $"-out={SavedPlan}");
        using var plan = JsonDocument.Parse(await cli.RunAsync(cancellationToken, "show", "-json", "-no-color", SavedPlan));
        var changes = PlanReading.Changes(stack, plan.RootElement);
        await PlanCache.WriteAsync(await StampAsync(cancellationToken), changes, folder, cancellationToken);
        return changes;
    }

    private TerraformCli Cli(JsonDocument main) => new TerraformCli(tools, installation, stack.Stack, folder)
        .With(OfflineOverride.Variables(main.RootElement, Path.Combine(Path.GetFullPath(folder), NoFile)));

    private Task<string> StampAsync(CancellationToken cancellationToken) =>
        PlanCache.StampAsync(stack, installation, folder, cancellationToken);

    private bool IsInitialized()
    {
        var stamp = Path.Combine(folder, InitStamp);
        return File.Exists(stamp) && File.ReadAllText(stamp) == Requirements() && HasProvider();
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

    // What the provider in the folder was chosen by.
    private string Requirements()
    {
        using var main = JsonDocument.Parse(stack.MainJson);
        var required = main.RootElement.GetProperty("terraform").GetRawText();
        var text = $"{installation.Program}\n{installation.Version}\n{installation.Mirror}\n{required}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private string ProviderCache() => Path.GetFullPath(Path.Combine(folder, "..", ".providers"));

    private Task WriteAsync(string name, string text, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(folder, name), text, cancellationToken);

    // Terraform writes into a file that is already there, and so never into one that others may read.
    private static void MakePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Delete(path);
        using var made = new FileStream(path, options);
    }
}
