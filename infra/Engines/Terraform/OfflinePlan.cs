using System.Text.Json;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>One offline plan of one stack.</summary>
internal sealed class OfflinePlan(IToolRunner tools, TerraformInstallation installation, StackFiles stack, string folder)
{
    // An empty file in place of the person's AWS configuration.
    private const string NoFile = "no-aws-configuration";

    private readonly WorkFolder work = new(installation, stack, folder);

    /// <summary>Whether the provider has to come from the registry first.</summary>
    public bool NeedsDownload => work.NeedsDownload(string.Empty);

    /// <summary>The changes of the last plan, when nothing has changed since.</summary>
    public async Task<IReadOnlyList<Change>?> KeptAsync(CancellationToken cancellationToken) =>
        await PlanCache.ReadAsync(await StampAsync(cancellationToken), folder, cancellationToken);

    /// <summary>Links or downloads the provider, unless the folder already has the right one.</summary>
    /// <exception cref="TerraformException">It is not available, or the configuration was refused.</exception>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        using var main = JsonDocument.Parse(stack.MainJson);
        var files = new Dictionary<string, string>
        {
            [OfflineOverride.File] = OfflineOverride.Text(main.RootElement),
            [NoFile] = string.Empty,
        };
        await work.PrepareAsync(files, cancellationToken);
        await work.InitializeAsync(Cli(main), string.Empty, cancellationToken);
    }

    /// <summary>Plans, saves the plan in the folder, keeps and gives the changes.</summary>
    /// <exception cref="TerraformException">The configuration was refused, or something a person can mend is wrong.</exception>
    public async Task<IReadOnlyList<Change>> MakeAsync(CancellationToken cancellationToken)
    {
        using var main = JsonDocument.Parse(stack.MainJson);
        var cli = Cli(main);
        work.MakePlanFilePrivate();
        await cli.RunAsync(
            cancellationToken, "plan", "-input=false", "-no-color", "-refresh=false", "-lock=false", $"-out={WorkFolder.SavedPlan}");
        using var plan = JsonDocument.Parse(await cli.RunAsync(cancellationToken, "show", "-json", "-no-color", WorkFolder.SavedPlan));
        var changes = PlanReading.Changes(stack, plan.RootElement);
        await PlanCache.WriteAsync(await StampAsync(cancellationToken), changes, folder, cancellationToken);
        return changes;
    }

    private TerraformCli Cli(JsonDocument main) => new TerraformCli(tools, installation, stack.Stack, folder)
        .With(OfflineOverride.Variables(main.RootElement, Path.Combine(work.FullPath, NoFile)));

    private Task<string> StampAsync(CancellationToken cancellationToken) =>
        PlanCache.StampAsync(stack, installation, folder, cancellationToken);
}
