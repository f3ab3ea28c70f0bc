using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;
using TutorPipeline.Parameters;
using TutorPipeline.Tutor.Engine;
using TutorPipeline.Tutor.Images;
using TutorPipeline.Tutor.Registry;

namespace TutorPipeline.Stages;

/// <summary>How one run reaches the registry, and as whom.</summary>
internal sealed class RegistryDoor
{
    private readonly IEnvironmentParameters parameters;
    private readonly Lazy<EcrClient> ecr;
    private readonly Lazy<RegistryClient> client;

    public RegistryDoor(PlatformEnvironment environment, IEnvironmentParameters parameters)
    {
        this.parameters = parameters;
        ecr = new(() => new EcrClient(environment.Identity.AwsRegion.Text, parameters.AwsEndpoint?.Uri));
        client = new(() => new RegistryClient(LoginAsync));
    }

    /// <summary>Who comes; null for a registry that asks nobody.</summary>
    public async Task<RegistryLogin?> LoginAsync(CancellationToken cancellationToken) => parameters.RegistryAuth switch
    {
        RegistryAuthentication.Ecr => await ecr.Value.LoginAsync(cancellationToken),
        RegistryAuthentication.Password => parameters is { RegistryUser: { } user, RegistryPassword: { } password }
            ? new RegistryLogin(user, password) : throw new RegistryLoginMissingException(),
        _ => null,
    };

    /// <summary>The digest of an image, or null when the registry does not have it.</summary>
    public Task<string?> FindDigestAsync(ImageReference image, CancellationToken cancellationToken) =>
        client.Value.FindDigestAsync(image, cancellationToken);

    /// <summary>The stage that pushes.</summary>
    public IStage<StagePlan> Push(IBuiltImages built, IContainerEngine engine, string path) => new AnyStage<PushPlan>(
        new PushImage(built, engine, client.Value, LoginAsync, path, TimeProvider.System));
}

/// <summary>The registry asks for a password that nobody gave.</summary>
public sealed class RegistryLoginMissingException() : PipelineException(
    "The registry asks for a user and a password: set RegistryUser, and the password as the environment variable NUKE_REGISTRY_PASSWORD. "
    + "For one that asks nobody set RegistryAuth to None.");
