using System.Xml.Linq;

namespace TutorPipeline.Tests.House;

/// <summary>The project files draw exactly the arrows of the README; the compiler holds them.</summary>
public static class Arrows
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["build/model"] = [],
        ["build/kernel"] = [],
        ["infra"] = ["build/model"],
        ["tutor"] = ["build/model"],
        ["tutor/Backups"] = ["build/model"],
        ["infra/generator"] = [],
        ["build/pipeline"] = ["build/kernel", "build/model", "infra", "tutor", "tutor/Backups"],
    };

    [Fact]
    public static void Production_projects_refer_to_nothing_but_what_the_arrows_allow()
    {
        foreach (var (folder, edges) in ProjectEdges().Where(p => !p.Folder.StartsWith("tests/", StringComparison.Ordinal)))
        {
            Assert.True(Allowed.ContainsKey(folder), $"{folder} is a project that the arrows do not know.");
            Assert.Equal(Allowed[folder], edges.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public static void The_model_has_no_package()
    {
        var project = XDocument.Parse(Repository.Read("build", "model", "TutorPipeline.Model.csproj"));
        Assert.Empty(project.Descendants("PackageReference"));
    }

    [Fact]
    public static void The_kernel_has_no_package()
    {
        var project = XDocument.Parse(Repository.Read("build", "kernel", "TutorPipeline.Kernel.csproj"));
        Assert.Empty(project.Descendants("PackageReference"));
    }

    [Fact]
    public static void Only_tests_refer_to_tests()
    {
        Assert.DoesNotContain(
            ProjectEdges().Where(p => !p.Folder.StartsWith("tests/", StringComparison.Ordinal)),
            p => p.Edges.Any(e => e.StartsWith("tests/", StringComparison.Ordinal)));
    }

    private static IEnumerable<(string Folder, string[] Edges)> ProjectEdges() =>
        from file in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where !Repository.IsDerived(relative)
        let folder = Path.GetDirectoryName(relative)!.Replace('\\', '/')
        let edges = XDocument.Load(file).Descendants("ProjectReference")
            .Select(r => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, (string)r.Attribute("Include")!)))
            .Select(f => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(f)!).Replace('\\', '/'))
            .ToArray()
        select (folder, edges);
}
