namespace TutorPipeline.Rehearsal.Harness;

/// <summary>A stage to which substrates are still added.</summary>
internal sealed class StageInMaking
{
    public List<Substrate> Substrates { get; } = [];

    public Dictionary<string, string?> Variables { get; } = new(StringComparer.Ordinal);

    public List<string> Notes { get; } = [];

    public Stage Stage => new(Substrates, Variables, Notes);
}
