using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Tests.Cluster.Secrets;

/// <summary>Remembers what a stage said.</summary>
internal sealed class FakeReport : IStageReport
{
    public List<string> Said { get; } = [];

    public List<string> Warnings { get; } = [];

    public void Information(string message) => Said.Add(message);

    public void Verbose(string message) => Said.Add(message);

    public void Warning(string message) => Warnings.Add(message);
}
