namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>A Terraform or OpenTofu that can carry the stacks out.</summary>
/// <param name="Program">Its full path.</param>
/// <param name="Name">What it is called: <c>terraform</c> or <c>tofu</c>.</param>
/// <param name="Version">Its version, such as 1.11.4.</param>
/// <param name="Mirror">The folder that holds its providers, or null when they have to come from the registry.</param>
public sealed record TerraformInstallation(string Program, string Name, Version Version, string? Mirror)
{
    /// <summary>The oldest version with write-only arguments.</summary>
    public static Version Oldest { get; } = new(1, 11);

    /// <summary>The host in its providers' addresses: each program has its own.</summary>
    public string Registry => RegistryOf(Name);

    internal static string RegistryOf(string name) => name == "tofu" ? "registry.opentofu.org" : "registry.terraform.io";
}
