using TutorPipeline.Infra.Access;
using TutorPipeline.Infra.Engines.State;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>
/// Plans and applies stacks with Terraform, each in a folder of its own and so in parallel. A dry run without AWS credentials is planned
/// offline: no request leaves the machine, and nothing counts as existing.
/// </summary>
/// <param name="tools">Starts Terraform.</param>
/// <param name="mirrors">Where the AWS provider may lie.</param>
/// <param name="access">The way to AWS; null to plan offline only.</param>
/// <param name="states">Where states are kept; null to plan offline only.</param>
public sealed class TerraformEngine(IToolRunner tools, ProviderMirrors mirrors, AwsAccess? access = null, StateStore? states = null)
    : IInfrastructureEngine
{
    // Terraform's cache of providers does not bear two writers.
    private static readonly SemaphoreSlim Download = new(1, 1);

    // Asked once for all stacks, and so not ended with any one of them; it has a limit of its own.
    private readonly Lazy<Task<TerraformSearch>> search = new(() => TerraformSearch.RunAsync(tools, mirrors, CancellationToken.None));
    private volatile ProviderNotAvailableException? noProvider;

    /// <summary>Works with the programs and providers of this machine.</summary>
    /// <param name="tools">Starts Terraform.</param>
    /// <param name="access">The way to AWS; null to plan offline only.</param>
    /// <param name="states">Where states are kept; null to plan offline only.</param>
    public TerraformEngine(IToolRunner tools, AwsAccess? access = null, StateStore? states = null)
        : this(tools, ProviderMirrors.OfThisMachine, access, states)
    {
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A second offline plan of the same files by the same Terraform is read from the folder, see <c>offline-plan.json</c> there.
    /// </remarks>
    public async Task<EnginePlan> PlanAsync(
        StackFiles stack, string folder, PlanRequest request, IStageReport report, CancellationToken cancellationToken)
    {
        var result = await search.Value;
        var standing = access is null ? AwsStanding.NoCredentials : await access.StandingAsync();
        if (standing.Caller is not null || !request.IsDryRun)
        {
            standing.Require(request.AccountId);
        }

        if (standing.Caller is null && request.Destroys)
        {
            return Unplanned.Deletion(stack, standing);
        }

        if (result.Installation is not { } installation)
        {
            return request.IsDryRun
                ? Unplanned.Without(stack, result.Why, result.HowToGet, standing)
                : throw new NoTerraformException(stack.Stack, result.Why, result.HowToGet);
        }

        try
        {
            var nothingExists = standing.Caller is not null && await IsEmptyAsync(request, cancellationToken);
            if (nothingExists && request.Destroys)
            {
                return new EnginePlan([], []);
            }

            return standing.Caller is null || (nothingExists && request is { IsDryRun: true, Imports.Count: 0 })
                ? await PlanOfflineAsync(installation, stack, folder, standing, report, cancellationToken)
                : await PlanOnlineAsync(installation, stack, folder, request, report, cancellationToken);
        }
        catch (ProviderNotAvailableException exception) when (request.IsDryRun)
        {
            noProvider = exception;
            report.Verbose(exception.Message);
            return Unplanned.WithoutProvider(stack, standing);
        }
    }

    /// <inheritdoc/>
    public async Task ApplyAsync(
        SavedPlan plan, StackFiles stack, string folder, PlanRequest request, IStageReport report, CancellationToken cancellationToken)
    {
        var installation = (await search.Value).Installation ?? throw new InvalidOperationException("A saved plan was made by Terraform.");
        await Work(installation, stack, folder, request).ApplyAsync(plan, report, cancellationToken);
    }

    private async Task<bool> IsEmptyAsync(PlanRequest request, CancellationToken cancellationToken) =>
        await states!.ReadAsync(request.StateKey, cancellationToken) is null or { IsEmpty: true };

    private async Task<EnginePlan> PlanOnlineAsync(
        TerraformInstallation installation, StackFiles stack, string folder, PlanRequest request, IStageReport report,
        CancellationToken cancellationToken)
    {
        var work = Work(installation, stack, folder, request);
        report.Verbose($"planning the stack {stack.Stack} with Terraform against {access!.Endpoint?.AbsoluteUri ?? "AWS"}");
        await OneAtATimeAsync(work.NeedsDownload, () => work.InitializeAsync(cancellationToken), cancellationToken);
        return await work.PlanAsync(cancellationToken);
    }

    private async Task<EnginePlan> PlanOfflineAsync(
        TerraformInstallation installation, StackFiles stack, string folder, AwsStanding standing, IStageReport report,
        CancellationToken cancellationToken)
    {
        var plan = new OfflinePlan(tools, installation, stack, folder);
        var changes = await plan.KeptAsync(cancellationToken);
        if (changes is null)
        {
            // A registry that one stack could not reach is not asked again.
            if (plan.NeedsDownload && noProvider is not null)
            {
                return Unplanned.WithoutProvider(stack, standing);
            }

            report.Verbose($"planning the stack {stack.Stack} with Terraform, without a request to AWS");
            await OneAtATimeAsync(plan.NeedsDownload, () => plan.InitializeAsync(cancellationToken), cancellationToken);
            changes = await plan.MakeAsync(cancellationToken);
        }

        return new EnginePlan(changes, Unplanned.StateOf(stack, standing));
    }

    private async Task OneAtATimeAsync(bool isNeeded, Func<Task> initialize, CancellationToken cancellationToken)
    {
        if (!isNeeded)
        {
            await initialize();
            return;
        }

        await Download.WaitAsync(cancellationToken);
        try
        {
            if (noProvider is { } missing)
            {
                throw missing;
            }

            await initialize();
        }
        catch (ProviderNotAvailableException exception)
        {
            noProvider = exception;
            throw;
        }
        finally
        {
            Download.Release();
        }
    }

    private OnlineWork Work(TerraformInstallation installation, StackFiles stack, string folder, PlanRequest request) =>
        new(tools, installation, stack, folder, request, states ?? throw new InvalidOperationException("No store of states."), access?.Endpoint);
}
