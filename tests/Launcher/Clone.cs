namespace TutorPipeline.Launcher.Tests;

/// <summary>A repository as the launcher expects it, with a tiny pipeline, in a folder whose name a careless script trips over.</summary>
internal sealed class Clone : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("launcher-").FullName;

    private Clone()
    {
        Root = Directory.CreateDirectory(Path.Combine(parent, "Plattform für $HOME & Söhne")).FullName;
    }

    public string Root { get; }

    /// <summary>A new clone whose pipeline the real SDK can compile.</summary>
    public static Clone WithProgram()
    {
        var clone = New();
        File.Copy(Repository.Fixture("TutorPipeline.csproj.txt"), clone.PathOf("build/pipeline/TutorPipeline.csproj"));
        clone.Take("build/pipeline/CompileAhead.targets");
        File.Copy(Repository.Fixture("Program.cs.txt"), clone.PathOf("build/pipeline/Program.cs"));
        clone.Write("build/pipeline/Edition.cs", Edition("first"));
        return clone;
    }

    /// <summary>A new clone for the stand-in of the SDK; its program prints its source.</summary>
    public static Clone WithScript()
    {
        var clone = New();
        clone.Write("build/pipeline/TutorPipeline.csproj", "<Project />");
        clone.Write("build/pipeline/packages.lock.json", "{}");
        clone.Write("build/pipeline/Program.cs", "first");
        return clone;
    }

    /// <summary>A source file for <see cref="WithProgram"/> that names an edition of the program.</summary>
    public static string Edition(string name) => $"static class Edition {{ public static string Name => \"{name}\"; }}";

    public string PathOf(string relative) => Path.Combine(Root, relative);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    /// <summary>The compiled programs that are kept.</summary>
    public string[] Programs() =>
        [.. Directory.GetFiles(PathOf(".nuke/temp/bin"), "TutorPipeline", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(parent, recursive: true);

    private static Clone New()
    {
        var clone = new Clone();
        foreach (var folder in new[] { "build/pipeline", "infra", "tutor" })
        {
            Directory.CreateDirectory(clone.PathOf(folder));
        }

        clone.Take("build.sh");
        clone.Take("global.json");
        return clone;
    }

    private void Take(string relative) => File.Copy(Path.Combine(Repository.Root, relative), PathOf(relative));
}
