using TutorPipeline.Infra.Steps;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Tests.Steps;

/// <summary>Keeps what a step says.</summary>
internal sealed class Notes : IStageReport
{
    /// <summary>Asks again at once, and long enough for any test.</summary>
    public static readonly Patience Impatience = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5));

    /// <summary>Looks once.</summary>
    public static readonly Patience OneLook = new(TimeSpan.FromMilliseconds(1), TimeSpan.Zero);

    public List<string> Lines { get; } = [];

    public void Information(string message) => Lines.Add(message);

    public void Verbose(string message) => Lines.Add(message);

    public void Warning(string message) => Lines.Add(message);
}
