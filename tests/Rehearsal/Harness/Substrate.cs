using System.Text.Json.Serialization;

namespace TutorPipeline.Rehearsal.Harness;

/// <summary>What plays a part of the outside world.</summary>
/// <param name="Part">Which part, such as <c>AWS</c>.</param>
/// <param name="IsReal">Whether it is what production uses.</param>
/// <param name="What">What it is, with its version.</param>
/// <param name="Where">Its address.</param>
/// <param name="Process">The process that was started for it; null if somebody else runs it.</param>
internal sealed record Substrate(string Part, bool IsReal, string What, string Where, ProcessIdentity? Process)
{
    /// <summary>Whether its process has ended.</summary>
    [JsonIgnore]
    public bool IsGone => Process is { IsRunning: false };

    public override string ToString() => $"{Part}: {(IsReal ? "real" : "stand-in")}, {What}, {Where}"
        + (Process is null ? "" : $" (process {Process.Id})");
}
