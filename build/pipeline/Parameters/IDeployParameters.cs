using TutorPipeline.Model.Environment;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Initialization;

namespace TutorPipeline.Parameters;

/// <summary>How the platform runs in its cluster, and how a deploy goes about it.</summary>
public interface IDeployParameters : INukeBuild
{
    /// <summary>How browsers reach the platform.</summary>
    [Parameter("How browsers reach the platform: alb with the environment's certificate, caddy with LetsEncrypt's, or class:NAME with cert-manager's")]
    IngressChoice Ingress => TryGetValue(() => Ingress) ?? IngressChoice.Alb;

    /// <summary>How workloads are scaled.</summary>
    [Parameter("How workloads are scaled by their use of CPU: lms=2-10@30; default: lms and lms-worker 2-10@30, others 1-10@50")]
    AutoscalingChoice[] Autoscaling => TryGetValue(() => Autoscaling) ?? [];

    /// <summary>What pods ask for.</summary>
    [Parameter("What pods of a workload ask for, CPU, memory and the limit of memory: lms=500m,2Gi,4Gi; default: estimates for a small platform")]
    ResourceChoice[] Resources => TryGetValue(() => Resources) ?? [];

    /// <summary>Whether connections to pods are restricted.</summary>
    [Parameter("Let only the entry and the platform's own pods connect to its pods")]
    bool NetworkPolicies => TryGetValue<bool?>(() => NetworkPolicies) ?? true;

    /// <summary>The limit of a node pool.</summary>
    [Parameter("CPUs of a node pool of the platform's own (EKS Auto Mode); default: no such pool, the cluster's general one")]
    int? NodePoolCpus => TryGetValue<int?>(() => NodePoolCpus!);

    /// <summary>The theme of LMS and Studio.</summary>
    [Parameter("Theme that LMS and Studio get, as its folder in the image is called; default: the only theme repository's, if there is one")]
    string? Theme => TryGetValue(() => Theme);

    /// <summary>Whether an installation of Tutor's is taken over.</summary>
    [Parameter("Take over a platform that 'tutor k8s start' made in this namespace"), CommandLineOnly]
    bool Adopt => TryGetValue<bool?>(() => Adopt) ?? false;

    /// <summary>Whose fields may be taken over.</summary>
    [Parameter("Field managers whose fields are taken over when they conflict, such as kubectl-edit"), CommandLineOnly]
    string[] ForceManagers => TryGetValue(() => ForceManagers) ?? [];

    /// <summary>What happens to a release that does not run.</summary>
    [Parameter("What happens to a release that does not run: RollBack to the last healthy one, or Keep it to be looked at")]
    OnFailure OnFailure => TryGetValue<OnFailure?>(() => OnFailure) ?? OnFailure.RollBack;

    /// <summary>When Tutor's tasks run.</summary>
    [Parameter("When Tutor's init tasks run: Auto, when something they depend on has changed; Always; Never")]
    InitializationMode Init => TryGetValue<InitializationMode?>(() => Init) ?? InitializationMode.Auto;

    /// <summary>The release to go back to.</summary>
    [Parameter("Release to which Rollback goes back; default: the last healthy one before the newest"), CommandLineOnly]
    int? Release => TryGetValue<int?>(() => Release!);

    /// <summary>The Secret that gets a new value.</summary>
    [Parameter("Secret to which RotateSecret gives a new value, such as mysql-openedx"), CommandLineOnly]
    string? Secret => TryGetValue(() => Secret);

    /// <summary>Whether a platform with data is deployed to without a verified backup.</summary>
    [Parameter("Deploy to a platform that has data although no backup of it was verified lately"), CommandLineOnly]
    bool WithoutBackup => TryGetValue<bool?>(() => WithoutBackup) ?? false;

    /// <summary>Whether a dry run's exit code tells whether there is something to do.</summary>
    [Parameter("End a dry run with exit code 3 when the cluster differs from what would be applied"), CommandLineOnly]
    bool DiffExitCode => TryGetValue<bool?>(() => DiffExitCode) ?? false;
}
