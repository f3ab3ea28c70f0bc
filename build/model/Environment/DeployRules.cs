namespace TutorPipeline.Model.Environment;

/// <summary>How the platform runs in its cluster.</summary>
internal static class DeployRules
{
    // More is likelier a slip of the finger than a platform.
    private const int MostCpus = 10_000;

    /// <summary>Checks it.</summary>
    public static void Check(PlatformEnvironment environment, FaultList faults)
    {
        var deploy = environment.Deploy;
        faults.Once("Autoscaling", [.. deploy.Autoscaling.Select(choice => choice.Workload)]);
        faults.Once("Resources", [.. deploy.Resources.Select(choice => choice.Workload)]);
        if (deploy.NodePoolCpus is { } cpus)
        {
            faults.Range("NodePoolCpus", cpus, 1, MostCpus, "as number of CPUs");
            faults.Unless(
                environment.Cluster.Compute == ClusterComputeMode.Auto,
                "NodePoolCpus", "node pools are of EKS Auto Mode, and ClusterCompute is another; leave NodePoolCpus out, or set ClusterCompute to Auto.");
        }

        var themes = environment.Image.Themes.Select(theme => theme.Name).ToList();
        faults.Unless(
            deploy.Theme is not { } theme || themes.Count == 0 || themes.Contains(theme, StringComparer.Ordinal),
            "Theme", $"'{deploy.Theme}' is the theme of no repository; give one of {string.Join(", ", themes)}, or add its repository to ThemeRepositories.");
    }
}
