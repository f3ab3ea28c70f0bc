using TutorPipeline.Infra.Engines.Terraform;
using Xunit;

namespace TutorPipeline.Infra.Tests.Terraform;

public static class InstallationTests
{
    private static readonly ProviderMirrors NoMirrors = new([]);

    [Fact]
    public static async Task Takes_terraform_when_it_is_new_enough()
    {
        var tools = new FakeTools(_ => FakeTools.Version("1.11.4"), "terraform", "tofu");

        var found = await TerraformSearch.RunAsync(tools, NoMirrors, CancellationToken.None);

        Assert.Equal(new TerraformInstallation("/bin/terraform", "terraform", new Version(1, 11, 4), null), found.Installation);
    }

    [Fact]
    public static async Task Takes_tofu_when_terraform_is_too_old()
    {
        var tools = new FakeTools(i => FakeTools.Version(i.Tool == "/bin/tofu" ? "1.12.0-beta1" : "1.9.8"), "terraform", "tofu");

        var found = await TerraformSearch.RunAsync(tools, NoMirrors, CancellationToken.None);

        Assert.Equal(new TerraformInstallation("/bin/tofu", "tofu", new Version(1, 12, 0), null), found.Installation);
        Assert.Equal("registry.opentofu.org", found.Installation!.Registry);
    }

    [Theory]
    [InlineData("1.10.5", "/bin/terraform is 1.10.5; 1.11 or newer is required")]
    [InlineData("what", "/bin/terraform does not say its version; 1.11 or newer is required")]
    public static async Task Says_what_was_found_and_what_is_required(string version, string why)
    {
        var found = await TerraformSearch.RunAsync(
            new FakeTools(_ => FakeTools.Version(version), "terraform"), NoMirrors, CancellationToken.None);

        Assert.Null(found.Installation);
        Assert.Equal(why, found.Why);
        Assert.Equal("install Terraform 1.11 or newer (developer.hashicorp.com/terraform/install)", found.HowToGet);
    }

    [Fact]
    public static async Task Does_not_take_text_for_a_version()
    {
        var found = await TerraformSearch.RunAsync(
            new FakeTools(_ => (0, "Terraform v0.11", string.Empty), "terraform"), NoMirrors, CancellationToken.None);

        Assert.Equal("/bin/terraform does not say its version; 1.11 or newer is required", found.Why);
    }

    [Fact]
    public static async Task Says_that_there_is_none()
    {
        var found = await TerraformSearch.RunAsync(new FakeTools(_ => (0, "", "")), NoMirrors, CancellationToken.None);

        Assert.Null(found.Installation);
        Assert.Equal("neither terraform nor tofu is on PATH", found.Why);
    }

    [Fact]
    public static void Finds_the_first_folder_that_holds_the_provider_of_the_program()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["a/registry.terraform.io/hashicorp/random"]);
        Directory.CreateDirectory(folder["b/registry.opentofu.org/hashicorp/aws"]);
        Directory.CreateDirectory(folder["c/registry.terraform.io/hashicorp/aws"]);
        var mirrors = new ProviderMirrors([folder["missing"], folder["a"], folder["b"], folder["c"]]);

        Assert.Equal(folder["c"], mirrors.Find("registry.terraform.io"));
        Assert.Equal(folder["b"], mirrors.Find("registry.opentofu.org"));
    }

    [Fact]
    public static void Never_reaches_out_when_there_is_a_mirror()
    {
        var installation = new TerraformInstallation("/bin/terraform", "terraform", new Version(1, 11), """/srv/my "${mirror}" """);

        Assert.Equal(
            """
            provider_installation {
              filesystem_mirror {
                path    = "/srv/my \"$${mirror}\" "
                include = ["registry.terraform.io/*/*"]
              }
            }

            """,
            CliConfiguration.Text(installation, "/srv/cache"));
    }

    [Fact]
    public static void Downloads_into_one_cache_when_there_is_no_mirror()
    {
        var text = CliConfiguration.Text(new("/bin/tofu", "tofu", new Version(1, 11), null), "/srv/cache");

        Assert.Contains("plugin_cache_dir = \"/srv/cache\"", text, StringComparison.Ordinal);
        Assert.Contains("direct {}", text, StringComparison.Ordinal);
    }
}
