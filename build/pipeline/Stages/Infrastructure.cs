using TutorPipeline.Infra;
using TutorPipeline.Infra.Access;
using TutorPipeline.Infra.Calls;
using TutorPipeline.Infra.Engines;
using TutorPipeline.Infra.Engines.State;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Parameters;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Secrets;

namespace TutorPipeline.Stages;

/// <summary>How one run reaches AWS, the states and the cluster. Nothing is asked before a stage needs it.</summary>
public sealed class Infrastructure
{
    private readonly PlatformEnvironment environment;
    private readonly IInfrastructureParameters parameters;
    private readonly bool isDryRun;
    private readonly Lazy<ISecretStore> named;

    /// <summary>Puts it together.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="parameters">How AWS and the cluster are reached.</param>
    /// <param name="tools">Starts the engine.</param>
    /// <param name="root">The folder that holds <c>.nuke</c>.</param>
    /// <param name="isDryRun">Whether the run only plans.</param>
    public Infrastructure(
        PlatformEnvironment environment, IInfrastructureParameters parameters, IToolRunner tools, string root, bool isDryRun)
    {
        (this.environment, this.parameters, this.isDryRun) = (environment, parameters, isDryRun);
        Access = new AwsAccess(environment.Identity.AwsRegion.Text, parameters.AwsEndpoint?.Uri);
        Calls = new AwsCalls(Access);
        States = parameters.State == StatePlace.Local
            ? new LocalStateStore(Path.Combine(root, "state"))
            : new S3StateStore(Access, environment.Names.StateBucket);
        Engine = new TerraformEngine(tools, Access, States);
        Outputs = new StackOutputs(environment, ReadStateAsync);
        Stacks = new PlatformStacks(environment, Outputs, new MasterPasswords(SecretsAsync, isDryRun), ZoneAboveAsync);
        named = new(() => new KubernetesSecretStore(new KubeconfigAccess(parameters.Kubeconfig, parameters.Context)));
    }

    /// <summary>The way to AWS.</summary>
    public AwsAccess Access { get; }

    /// <summary>Calls the operations of AWS that are no stack's business.</summary>
    public AwsCalls Calls { get; }

    /// <summary>Where states are kept.</summary>
    public StateStore States { get; }

    /// <summary>Carries out stacks.</summary>
    public IInfrastructureEngine Engine { get; }

    /// <summary>What stacks hand over.</summary>
    public StackOutputs Outputs { get; }

    /// <summary>Describes stacks.</summary>
    public PlatformStacks Stacks { get; }

    /// <summary>What was chosen for all stacks of the run.</summary>
    public StackOptions Options => new()
    {
        IsDryRun = isDryRun,
        Guard = new DataGuard([.. parameters.AllowDataLoss.Select(address => address.Text)]),
        Imports = parameters.Import,
        Unlock = parameters.Unlock,
    };

    /// <summary>The store of secrets in the cluster.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The store, or null while the cluster does not exist.</returns>
    public async Task<ISecretStore?> SecretsAsync(CancellationToken cancellationToken)
    {
        if (parameters.Kubeconfig is not null || parameters.Context is not null)
        {
            return named.Value;
        }

        var cluster = await Outputs.ClusterAsync(cancellationToken);
        return cluster.PlaceholdersFrom is null
            ? new KubernetesSecretStore(EndpointAccess.Of(cluster.Outputs, environment.Identity.AwsRegion)) : null;
    }

    // States in AWS are read with the right account's credentials or not at all.
    private async Task<StackState?> ReadStateAsync(string key, CancellationToken cancellationToken)
    {
        if (States.IsInAws)
        {
            var standing = await Access.StandingAsync();
            if (standing.Caller is null && isDryRun)
            {
                return null;
            }

            standing.Require(environment.Identity.AwsAccountId.Text);
        }

        return await States.ReadAsync(key, cancellationToken);
    }

    // Without credentials a dry run shows a placeholder; a zone that is missing is said where it would be used.
    private async Task<string?> ZoneAboveAsync(string domain, CancellationToken cancellationToken)
    {
        var standing = await Access.StandingAsync();
        if (standing.Caller is null && isDryRun)
        {
            return null;
        }

        standing.Require(environment.Identity.AwsAccountId.Text);
        return await new ZoneCalls(Calls).FindAsync(domain, cancellationToken)
            ?? (isDryRun ? null : throw new ZoneAboveMissingException(domain));
    }
}

/// <summary>The hosted zone in which the environment's own is delegated does not exist.</summary>
/// <param name="domain">Its domain.</param>
public sealed class ZoneAboveMissingException(string domain) : PipelineException(
    $"There is no public hosted zone {domain} in this AWS account, and the environment's own zone must be delegated in it. Nothing was changed. "
    + "Make it ('aws route53 create-hosted-zone') and point the registrar to its name servers, or correct RootDomain.");
