using System.Diagnostics;
using Xunit;

namespace TutorPipeline.Infra.Tests;

/// <summary>The Terraform of this machine, with the AWS provider from a folder, never from the network.</summary>
internal sealed class RealTerraform
{
    private const string Provider = "registry.terraform.io/hashicorp/aws";
    private readonly string program;

    private RealTerraform(string program, string mirror)
    {
        this.program = program;
        Mirror = mirror;
    }

    /// <summary>The folder that holds the provider.</summary>
    public string Mirror { get; }

    /// <summary>Terraform and the provider, or the test is skipped with what is missing and how to get it.</summary>
    public static RealTerraform OrSkip()
    {
        var program = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "terraform.exe" : "terraform"))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "terraform is not on PATH; install Terraform 1.11 or newer.");
        var mirror = MirrorFolders().FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, Provider)));
        Assert.SkipWhen(
            mirror is null,
            $"No folder holds {Provider}; run 'terraform providers mirror ~/.terraform.d/plugins' where hashicorp/aws 5.100 is required.");
        return new RealTerraform(program!, mirror!);
    }

    /// <summary>A temporary folder with files in it, in which Terraform can run.</summary>
    public TerraformFolder Folder(params (string Name, string Text)[] files) => new(program, Mirror, files);

    // Where Terraform itself looks without any configuration, then the children of every top-level folder, where software is unpacked by
    // hand.
    private static IEnumerable<string> MirrorFolders()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var all = new EnumerationOptions { IgnoreInaccessible = true };
        return
        [
            Path.Combine(home, ".terraform.d", "plugins"),
            Path.Combine(home, ".local", "share", "terraform", "plugins"),
            "/usr/local/share/terraform/plugins",
            "/usr/share/terraform/plugins",
            .. Directory.EnumerateDirectories(Path.GetPathRoot(home)!, "*", all)
                .Where(folder => Path.GetFileName(folder) is not ("proc" or "sys" or "dev"))
                .SelectMany(folder => Directory.EnumerateDirectories(folder, "*", all)),
        ];
    }
}

/// <summary>A temporary folder in which Terraform runs; gone with the test.</summary>
internal sealed class TerraformFolder : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly string program;
    private readonly string path = Directory.CreateTempSubdirectory("terraform").FullName;

    public TerraformFolder(string program, string mirror, (string Name, string Text)[] files)
    {
        this.program = program;
        foreach (var (name, text) in files.Append(("cli.tfrc", Configuration(mirror))))
        {
            var file = Path.Combine(path, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    /// <summary>Runs Terraform and gives its standard output; any other exit code than 0 fails the test with what Terraform said.</summary>
    public string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TF_CLI_CONFIG_FILE"] = Path.Combine(path, "cli.tfrc");
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"terraform {string.Join(' ', arguments)} did not end within {Limit.TotalMinutes} minutes.");
        }

        Assert.True(
            process.ExitCode == 0,
            $"terraform {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output.Result}\n{error.Result}");
        return output.Result;
    }

    public void Dispose() => Directory.Delete(path, recursive: true);

    private static string Configuration(string mirror) =>
        $$"""
        provider_installation {
          filesystem_mirror {
            path    = "{{mirror.Replace('\\', '/')}}"
            include = ["registry.terraform.io/*/*"]
          }
        }
        """;
}
