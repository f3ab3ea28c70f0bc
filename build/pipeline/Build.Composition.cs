using TutorPipeline.Development;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;
using TutorPipeline.Parameters;
using TutorPipeline.Processes;
using TutorPipeline.Stages;

namespace TutorPipeline;

/// <summary>Puts services together; each is made when it is first asked for.</summary>
public sealed partial class Build : ICheckedParameters
{
    private const string NoEnvironment = "prod";

    private readonly Lazy<IToolRunner> tools = new(() => new ToolRunner());
    private readonly Lazy<PlatformEnvironment> environment;
    private readonly Lazy<Infrastructure> infrastructure;
    private readonly Lazy<ImageWork> images;
    private readonly Lazy<DeployWork> deploy;

    /// <summary>Makes a build; nothing is read before it is asked for.</summary>
    public Build()
    {
        environment = new(() => EnvironmentReading.Read(this, Label.Parse(Env, null)));
        infrastructure = new(() => new Infrastructure(environment.Value, this, tools.Value, RootDirectory, this.OnlyPlans()));
        images = new(() => new ImageWork(environment.Value, this, tools.Value, Places, this.OnlyPlans()));
        deploy = new(() => new DeployWork(environment.Value, this, infrastructure.Value, images.Value, Places));
        Stages = new StageCatalog(
            () => environment.Value, () => RootDirectory / "artifacts" / Env, () => infrastructure.Value, () => images.Value, () => deploy.Value);
    }

    /// <summary>The environment in force.</summary>
    [Parameter("Environment: loads .nuke/parameters.<env>.json over .nuke/parameters.json", List = false)]
    public string Env { get; set; } = NoEnvironment;

    /// <inheritdoc/>
    public StageCatalog Stages { get; }

    /// <inheritdoc/>
    public DevelopmentCommands Development => new(RootDirectory, tools.Value, () => infrastructure.Value.Examination);

    /// <inheritdoc/>
    public Action<int> Exit => code => ExitCode = code;

    /// <inheritdoc/>
    public IEnumerable<SettingFault> CheckSettings() => SettingsCheck.Check(this, Env, RootDirectory);

    private ImagePlaces Places => new(RootDirectory, RootDirectory / "artifacts" / Env);

    /// <inheritdoc/>
    protected override void OnBuildFinished()
    {
        if (deploy.IsValueCreated)
        {
            deploy.Value.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override bool IsExpected(Exception exception) => exception is PipelineException;
}
