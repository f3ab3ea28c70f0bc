using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>
/// Plans stacks with Terraform, each in a folder of its own and so in parallel, or says why it cannot. Plans are made offline: no request
/// leaves the machine, and what the state file in the folder does not know counts as not existing.
/// </summary>
/// <param name="tools">Starts Terraform.</param>
/// <param name="mirrors">Where the AWS provider may lie.</param>
public sealed class TerraformEngine(IToolRunner tools, ProviderMirrors mirrors) : IInfrastructureEngine
{
    // Terraform's cache of providers does not bear two writers.
    private static readonly SemaphoreSlim Download = new(1, 1);

    // Asked once for all stacks, and so not ended with any one of them; it has a limit of its own.
    private readonly Lazy<Task<TerraformSearch>> search = new(() => TerraformSearch.RunAsync(tools, mirrors, CancellationToken.None));
    private volatile ProviderNotAvailableException? noProvider;

    /// <summary>Plans with the programs and providers of this machine.</summary>
    /// <param name="tools">Starts Terraform.</param>
    public TerraformEngine(IToolRunner tools)
        : this(tools, ProviderMirrors.OfThisMachine)
    {
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A second plan of the same files by the same Terraform is read from the folder, see <c>offline-plan.json</c> there.
    /// </remarks>
    public async Task<EnginePlan> PlanAsync(StackFiles stack, string folder, IStageReport report, CancellationToken cancellationToken)
    {
        var result = await search.Value;
        if (result.Installation is not { } installation)
        {
            return NotPlanned(stack, result.Why, result.HowToGet);
        }

        try
        {
            var plan = new OfflinePlan(tools, installation, stack, folder);
            var changes = await plan.KeptAsync(cancellationToken) ?? await MakeAsync(plan, stack, report, cancellationToken);
            return changes is null ? NoProvider(stack) : new EnginePlan(changes, [StateOf(stack)]);
        }
        catch (ProviderNotAvailableException exception)
        {
            noProvider = exception;
            report.Verbose(exception.Message);
            return NoProvider(stack);
        }
    }

    private async Task<IReadOnlyList<Change>?> MakeAsync(
        OfflinePlan plan, StackFiles stack, IStageReport report, CancellationToken cancellationToken)
    {
        report.Verbose($"planning the stack {stack.Stack} with Terraform, without a request to AWS");
        if (plan.NeedsDownload)
        {
            await Download.WaitAsync(cancellationToken);
            try
            {
                // A registry that one stack could not reach is not asked again.
                if (noProvider is not null)
                {
                    return null;
                }

                await plan.InitializeAsync(cancellationToken);
            }
            finally
            {
                Download.Release();
            }
        }
        else
        {
            await plan.InitializeAsync(cancellationToken);
        }

        return await plan.MakeAsync(cancellationToken);
    }

    private static EnginePlan NotPlanned(StackFiles stack, string why, string howToGet) => new(
        null, [new NotLookedAt($"plan of stack {stack.Stack} by Terraform", why, howToGet), StateOf(stack)]);

    private static EnginePlan NoProvider(StackFiles stack) => NotPlanned(
        stack, "the AWS provider is neither in a local folder nor to be had from the registry", ProviderNotAvailableException.HowToGet);

    private static NotLookedAt StateOf(StackFiles stack) => new(
        $"state of stack {stack.Stack}",
        "the plan was made without asking AWS, as if nothing existed yet",
        "a later version of the pipeline asks AWS when it has credentials ('aws sso login' and AWS_PROFILE, or AWS_ACCESS_KEY_ID and "
        + "AWS_SECRET_ACCESS_KEY); see CHANGELOG.md");
}
