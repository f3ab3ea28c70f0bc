namespace TutorPipeline.Development;

/// <summary>A program that the pipeline starts but does not bring along.</summary>
/// <param name="Name">Its name on PATH.</param>
/// <param name="VersionArguments">The arguments that make it print its version.</param>
/// <param name="NeededBy">The targets that cannot be really run without it.</param>
/// <param name="HowToGet">What to do to have it.</param>
internal sealed record ExternalTool(string Name, IReadOnlyList<string> VersionArguments, IReadOnlyList<string> NeededBy, string HowToGet)
{
    /// <summary>Every tool, in the order of the graph.</summary>
    public static IReadOnlyList<ExternalTool> All { get; } =
    [
        new("dotnet", ["--version"], ["Compile", "Test", "Benchmark"], "build.sh installs the SDK that global.json names"),
        new("git", ["--version"], ["ResolveSources"], "Debian: apt-get install git; macOS: xcode-select --install"),
        new(
            "terraform", ["version"], ["Provision", "ProvisionNetwork", "ProvisionCluster", "ProvisionRegistry", "CheckDrift", "Destroy"],
            "https://developer.hashicorp.com/terraform/install (1.11 or newer; OpenTofu works too)"),
        new("python3", ["--version"], ["ConfigureImage", "ConfigurePlatform"], "Debian: apt-get install python3 python3-venv"),
        new("tutor", ["--version"], ["ConfigureImage", "BuildImage", "ConfigurePlatform"], "pip install 'tutor[full]==21.0.8' in a virtual environment"),
        new("docker", ["--version"], ["BuildImage", "CheckImage", "PushImage"], "https://docs.docker.com/engine/install/ (Debian: apt-get install docker.io)"),
        new("kubectl", ["version", "--client"], ["RenderManifests"], "https://kubernetes.io/docs/tasks/tools/#kubectl"),
        new(
            "aws", ["--version"], ["Connect --open"],
            "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html (Debian: apt-get install awscli)"),
        new(
            "session-manager-plugin", ["--version"], ["Connect --open"],
            "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html"),
    ];
}
