using System.Text;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Writes the CLI configuration with which Terraform runs, in place of the person's own.</summary>
internal static class CliConfiguration
{
    /// <summary>
    /// With a mirror Terraform never looks for a provider elsewhere; without one it downloads providers once for all stacks.
    /// </summary>
    public static string Text(TerraformInstallation installation, string cache) => installation.Mirror is { } mirror
        ? $$"""
            provider_installation {
              filesystem_mirror {
                path    = {{Quote(mirror)}}
                include = ["{{installation.Registry}}/*/*"]
              }
            }

            """
        : $$"""
            plugin_cache_dir = {{Quote(cache)}}

            provider_installation {
              direct {}
            }

            """;

    // HCL's quoted strings: a template marker would be expanded, a backslash escapes.
    private static string Quote(string path)
    {
        var text = new StringBuilder(path).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("${", "$${").Replace("%{", "%%{");
        return $"\"{text}\"";
    }
}
