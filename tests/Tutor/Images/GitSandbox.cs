using System.Diagnostics;
using TutorPipeline.Infra.Tests.Terraform;

namespace TutorPipeline.Tutor.Tests.Images;

/// <summary>Repositories on this machine that git finds at https addresses, by its own rewriting of URLs.</summary>
internal sealed class GitSandbox : IDisposable
{
    public GitSandbox()
    {
        Folder = Directory.CreateTempSubdirectory("git-").FullName;
        Tools = new RealTools(
            ("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", $"url.file://{Folder}/.insteadOf"), ("GIT_CONFIG_VALUE_0", "https://git.example/"));
        if (Tools.Find("git") is null)
        {
            Assert.Skip("git is not on PATH (Debian: apt-get install git)");
        }
    }

    /// <summary>Starts git so that it finds them.</summary>
    public RealTools Tools { get; }

    public string Folder { get; }

    /// <summary>Makes a repository <c>https://git.example/school/NAME</c> with one commit.</summary>
    public string Make(string name, params (string Path, string Text)[] files)
    {
        var folder = Path.Combine(Folder, "school", name);
        Directory.CreateDirectory(folder);
        Git(folder, "init", "--quiet", "--initial-branch=main");
        return Commit(name, files);
    }

    /// <summary>Adds a commit and gives its id.</summary>
    public string Commit(string name, params (string Path, string Text)[] files)
    {
        var folder = Path.Combine(Folder, "school", name);
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllText(Path.Combine(folder, path), text);
        }

        Git(folder, "add", "--all");
        Git(folder, "-c", "user.name=A", "-c", "user.email=a@git.example", "commit", "--quiet", "--message", "a change");
        return Git(folder, "rev-parse", "HEAD").Trim();
    }

    public string Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
