using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TutorPipeline.Infra.Engines.State;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Plans and applies one stack against AWS and its state.</summary>
internal sealed class OnlineWork(
    IToolRunner tools, TerraformInstallation installation, StackFiles stack, string folder, PlanRequest request, StateStore states, Uri? endpoint)
{
    // How many requests Terraform has under way; most of the time of an apply is waiting.
    private const string Parallelism = "-parallelism=20";

    // What has begun to be made is waited for and recorded, or it would be lost: RDS alone takes a quarter of an hour.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private readonly WorkFolder work = new(installation, stack, folder);
    private readonly JsonObject backend = states.Backend(request.StateKey);
    private bool wasUnlocked;

    /// <summary>Whether the provider has to come from the registry first.</summary>
    public bool NeedsDownload => work.NeedsDownload(backend.ToJsonString());

    /// <summary>Links or downloads the provider and connects the state.</summary>
    /// <exception cref="TerraformException">That was refused.</exception>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        using var main = JsonDocument.Parse(stack.MainJson);
        var files = new Dictionary<string, string> { [OnlineOverride.File] = OnlineOverride.Text(main.RootElement, backend, endpoint is not null) };
        if (request.Imports.Count > 0)
        {
            files[OnlineOverride.ImportFile] = OnlineOverride.Imports(request.Imports);
        }

        await work.PrepareAsync(files, cancellationToken);
        await work.InitializeAsync(Cli(), backend.ToJsonString(), cancellationToken);
    }

    /// <summary>Plans and saves the plan in the folder.</summary>
    /// <exception cref="TerraformException">Something a person can mend is wrong.</exception>
    public async Task<EnginePlan> PlanAsync(CancellationToken cancellationToken)
    {
        work.MakePlanFilePrivate();

        // What is known of a run that did not end by itself is kept until an apply has ended well.
        var trace = new RunTrace(folder);
        var unfinished = trace.Read();
        List<string> arguments =
            ["plan", "-input=false", "-no-color", "-detailed-exitcode", Parallelism, $"-out={WorkFolder.SavedPlan}"];
        if (request.IsDryRun)
        {
            arguments.Add("-lock=false");
        }

        if (request.Destroys)
        {
            arguments.Add("-destroy");
        }

        arguments.AddRange(request.Targets.Select(address => $"-target={address}"));
        var call = new CliCall(arguments)
        {
            Secrets = Variables(), MayFindChanges = true, IsTraced = !request.IsDryRun && unfinished is null, LastRun = unfinished,
        };
        var result = await RunUnlockedAsync(call, cancellationToken);
        var saved = new SavedPlan(await StampAsync(cancellationToken), result.ExitCode == TerraformCli.ChangesFound);

        // Reading a plan costs as much as half of making it, and most plans of a platform that stands are empty.
        if (!saved.HasChanges && !request.IsDryRun)
        {
            trace.End();
        }

        return new EnginePlan(saved.HasChanges ? await ChangesAsync(cancellationToken) : [], [])
        {
            Saved = saved, FollowsInterruption = wasUnlocked || unfinished is not null,
        };
    }

    /// <summary>Carries out the saved plan.</summary>
    /// <exception cref="PlanExpiredException">The configuration changed since.</exception>
    /// <exception cref="TerraformException">The state changed since, or something a person can mend is wrong.</exception>
    public async Task ApplyAsync(SavedPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        if (await StampAsync(cancellationToken) != plan.Stamp)
        {
            throw new PlanExpiredException(stack.Stack);
        }

        var call = new CliCall(["apply", "-input=false", "-no-color", Parallelism, WorkFolder.SavedPlan])
        {
            Secrets = Variables(), OnOutput = line => ApplyProgress.Tell(line, report), GracePeriod = Patience,
            IsTraced = true,
        };
        using var said = cancellationToken.Register(() => report.Warning(
            $"stack {stack.Stack}: asked Terraform to stop; what it has begun is finished and recorded first, which can take minutes"));
        await Cli().RunAsync(call, cancellationToken);
        work.DeletePlanFile();
    }

    // Only the lock that was named is released, and only where it is met: other stacks of the run have locks of their own.
    private async Task<ToolResult> RunUnlockedAsync(CliCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await Cli().RunAsync(call, cancellationToken);
        }
        catch (StateLockedException locked) when (locked.Lock.Id == request.Unlock)
        {
            await Cli().RunAsync(cancellationToken, "force-unlock", "-force", locked.Lock.Id);
            wasUnlocked = true;
            return await Cli().RunAsync(call, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Change>> ChangesAsync(CancellationToken cancellationToken)
    {
        using var plan = JsonDocument.Parse(await Cli().RunAsync(cancellationToken, "show", "-json", "-no-color", WorkFolder.SavedPlan));
        return PlanReading.Changes(stack, plan.RootElement);
    }

    private TerraformCli Cli()
    {
        var cli = new TerraformCli(tools, installation, stack.Stack, folder);
        return endpoint is null ? cli : cli.With([new("AWS_ENDPOINT_URL", endpoint.AbsoluteUri)]);
    }

    private Dictionary<string, Secret> Variables() => request.Secrets.ToDictionary(pair => $"TF_VAR_{pair.Key}", pair => pair.Value);

    // The files as they lie in the folder, and the plan itself: all that an apply carries out or is judged by.
    private async Task<string> StampAsync(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in (string[])["main.tf.json", "inputs.auto.tfvars.json", OnlineOverride.File, WorkFolder.SavedPlan])
        {
            var path = Path.Combine(folder, name);
            var bytes = File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : [];
            hash.AppendData(Encoding.UTF8.GetBytes($"{name} {bytes.Length}\n"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
