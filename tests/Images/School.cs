using TutorPipeline.Provisioning.Tests;

namespace TutorPipeline.Images.Tests;

/// <summary>The repositories of a school with a theme and a plugin, which git finds at https addresses by its own rewriting of URLs.</summary>
internal sealed class School : IDisposable
{
    public const string Theme = "https://git.example/school/bright@main";
    public const string Plugin = "https://git.example/school/feedback@v1";

    private static readonly Dictionary<string, string?> Who = new()
    {
        ["GIT_AUTHOR_NAME"] = "School", ["GIT_AUTHOR_EMAIL"] = "school@example.com", ["GIT_COMMITTER_NAME"] = "School",
        ["GIT_COMMITTER_EMAIL"] = "school@example.com",
    };

    private readonly string folder = Directory.CreateTempSubdirectory("school-").FullName;

    public School()
    {
        Make("bright", ("lms/static/sass/main.scss", "$ink: #123;\nbody { color: $ink; }\n"), ("lms/templates/footer.html", "bright\n"));
        Make("feedback", ("setup.py", Setup("feedback")), ("feedback/__init__.py", "VERSION = '1'\n"), ("feedback/views.py", "PAGES = 3\n"));
        Git("feedback", "tag", "v1");
    }

    /// <summary>Variables by which git finds the repositories.</summary>
    public (string Name, string? Value)[] Variables =>
        [("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", $"url.file://{folder}/.insteadOf"), ("GIT_CONFIG_VALUE_0", "https://git.example/school/")];

    /// <summary>A plain setup.py of one package.</summary>
    public static string Setup(string package) =>
        $"from setuptools import setup\n\nsetup(name='{package}', version='1.0', packages=['{package}'])\n";

    /// <summary>Makes a repository with one commit on main, and gives its address.</summary>
    public string Make(string name, params (string Path, string Text)[] files)
    {
        Directory.CreateDirectory(Path.Combine(folder, name));
        Git(name, "init", "--quiet", "--initial-branch=main");
        Commit(name, files);
        return $"https://git.example/school/{name}@main";
    }

    /// <summary>Adds a commit and gives its id.</summary>
    public string Commit(string name, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(folder, name, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Git(name, "add", "--all");
        Git(name, "commit", "--quiet", "--message", "Change");
        return Git(name, "rev-parse", "HEAD").Trim();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Git(string name, params string[] arguments)
    {
        var outcome = Tools.Run("git", Who, ["-C", Path.Combine(folder, name), .. arguments]);
        Assert.True(outcome.ExitCode == 0, outcome.All);
        return outcome.Output;
    }
}
