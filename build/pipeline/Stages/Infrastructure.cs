using TutorPipeline.Infra;
using TutorPipeline.Infra.Access;
using TutorPipeline.Infra.Calls;
using TutorPipeline.Infra.Engines;
using TutorPipeline.Infra.Engines.State;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Steps;
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
    private readonly Lock gate = new();
    private ISecretStore? secrets;

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
        Tools = tools;
        Access = new AwsAccess(environment.Identity.AwsRegion.Text, parameters.AwsEndpoint?.Uri);
        Calls = new AwsCalls(Access);
        States = parameters.State == StatePlace.Local
            ? new LocalStateStore(Path.Combine(root, "state"))
            : new S3StateStore(Access, environment.Names.StateBucket);
        Engine = new TerraformEngine(tools, Access, States);
        Outputs = new StackOutputs(environment, ReadStateAsync);
        Stacks = new PlatformStacks(environment, Outputs, new MasterPasswords(SecretsAsync, isDryRun), ZoneAboveAsync);
    }

    /// <summary>Starts programs.</summary>
    public IToolRunner Tools { get; }

    /// <summary>The way to AWS.</summary>
    public AwsAccess Access { get; }

    /// <summary>Calls the operations of AWS that are no stack's business.</summary>
    public AwsCalls Calls { get; }

    /// <summary>Looks at what a person should know of the AWS account.</summary>
    public AwsExamination Examination => new(
        Access,
        environment.Identity.AwsAccountId.Text,
        environment.Mail.Mode == MailMode.Ses || environment.Mail.SmtpHost is null);

    /// <summary>Finds what a run that was cut off left.</summary>
    public Unrecorded Unrecorded => new(new TagCalls(Calls), new RouteCalls(Calls));

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

    /// <summary>The same, with everything of the environment confirmed to go.</summary>
    public StackOptions OptionsToDestroy => Options with { Destroys = true, Guard = new DataGuard([]) { AllowsAll = true } };

    /// <summary>How the cluster is reached: by the kubeconfig that was named, or by what its stack hands over.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The access, or null while the cluster does not exist.</returns>
    public async Task<ClusterAccess?> ClusterAccessAsync(CancellationToken cancellationToken)
    {
        if (parameters.Kubeconfig is not null || parameters.Context is not null)
        {
            return new KubeconfigAccess(parameters.Kubeconfig, parameters.Context);
        }

        var cluster = await Outputs.ClusterAsync(cancellationToken);
        return cluster.PlaceholdersFrom is null ? EndpointAccess.Of(cluster.Outputs, environment.Identity.AwsRegion) : null;
    }

    /// <summary>Where the database servers answer, as far as that is known.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The endpoints that certificates name.</returns>
    public async Task<ServiceEndpoints> EndpointsAsync(CancellationToken cancellationToken) => new(
        (await Outputs.MySqlAsync(cancellationToken)).Known?.Address,
        (await Outputs.MongoDbAsync(cancellationToken)).Known?.Endpoint,
        (await Outputs.RedisAsync(cancellationToken)).Known?.PrimaryEndpoint);

    /// <summary>The store of secrets in the cluster.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The store, or null while the cluster does not exist.</returns>
    public async Task<ISecretStore?> SecretsAsync(CancellationToken cancellationToken)
    {
        var access = await ClusterAccessAsync(cancellationToken);
        lock (gate)
        {
            return access is null ? null : secrets ??= new KubernetesSecretStore(access);
        }
    }

    /// <summary>Reads a state; those in AWS with the right account's credentials or not at all.</summary>
    /// <param name="key">Its key, such as <c>courses-yourschool-virginia/network/terraform.tfstate</c>.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The state; null when there is none, or nobody may look in a dry run.</returns>
    /// <exception cref="AwsAccessException">AWS cannot be asked, and this is no dry run.</exception>
    public async Task<StackState?> ReadStateAsync(string key, CancellationToken cancellationToken)
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
