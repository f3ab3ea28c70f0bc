namespace TutorPipeline.Kernel.Tests.Execution;

/// <summary>A build that remembers what ran.</summary>
internal abstract class Recorder : NukeBuild
{
    private readonly Lock gate = new();
    private readonly List<string> ran = [];

    public IReadOnlyList<string> Ran
    {
        get
        {
            lock (gate)
                return [.. ran];
        }
    }

    public void Record(string what)
    {
        lock (gate)
            ran.Add(what);
    }
}
