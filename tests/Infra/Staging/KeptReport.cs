using TutorPipeline.Model;

namespace TutorPipeline.Infra.Tests.Staging;

/// <summary>Keeps what is said.</summary>
internal sealed class KeptReport : IStageReport
{
    public List<string> Said { get; } = [];

    public List<string> Warnings { get; } = [];

    public void Information(string message) => Said.Add(message);

    public void Verbose(string message)
    {
    }

    public void Warning(string message) => Warnings.Add(message);
}
