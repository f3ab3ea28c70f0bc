using TutorPipeline.Components;
using TutorPipeline.Parameters;

namespace TutorPipeline;

/// <summary>
/// The table of contents: each interface is a component, each component a stage or a topic of parameters.
/// </summary>
public sealed partial class Build : NukeBuild,
    IDeploy, IProvision, IDestroy, ICheckDrift, IConnect,
    IResolveSources, IUpdateSources, IConfigureImage, IBuildImage, ICheckImage, IPushImage,
    ISyncSecrets, IConfigurePlatform, IRenderManifests, ICheckRecoveryPoint, IApplyManifests, IInitializePlatform, IPointDns, ICheckPlatform,
    IRollback, IReleases, IRotateSecret, IStatus,
    IBackupNow, IVerifyBackup, IRestoreBackup,
    IGenerateWorkflows, IConfigureRepository, IInit,
    ICompile, ITest, IBenchmark, IDoctor,
    IEnvironmentParameters
{
    /// <summary>Runs the targets that the command line names; without any, it prints help.</summary>
    /// <returns>0 done, 1 a target failed, 2 wrong usage, 130 or 143 interrupted.</returns>
    public static int Main() => Execute<Build>();
}
