using TutorPipeline.Kernel.Invocation;

namespace TutorPipeline.Kernel.Tests.Invocation;

/// <summary>A repository in a folder of its own, removed at the end of the test.</summary>
internal sealed class Repository : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("invocation-");

    public Repository() => Directory.CreateDirectory(System.IO.Path.Combine(Root, ".nuke"));

    public string Root => folder.FullName;

    public Dictionary<string, string> Variables { get; } = [];

    public Repository With(string file, string text)
    {
        File.WriteAllText(System.IO.Path.Combine(Root, ".nuke", file), text);
        return this;
    }

    public Repository WithVariable(string name, string value)
    {
        Variables[name] = value;
        return this;
    }

    public InvocationResult Read(params string[] args) => InvocationReader.Read(args, Sample.Shape, Sample.Catalog, Variables, Root);

    public void Dispose() => folder.Delete(recursive: true);
}
