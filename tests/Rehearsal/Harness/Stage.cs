namespace TutorPipeline.Rehearsal.Harness;

/// <summary>What was started, and with which variables the pipeline finds it.</summary>
/// <param name="Substrates">In the order in which they were started.</param>
/// <param name="Variables">Set for the pipeline; null removes one.</param>
/// <param name="Notes">What was prepared, as a user would have before.</param>
internal sealed record Stage(
    IReadOnlyList<Substrate> Substrates, IReadOnlyDictionary<string, string?> Variables, IReadOnlyList<string> Notes)
{
    /// <summary>Ends what was started, the last first; says of each process that it was not there any more.</summary>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        var gone = new List<string>();
        foreach (var substrate in Substrates.Reverse())
        {
            if (substrate.Process is { } process && !await Daemon.StopAsync(process))
            {
                gone.Add($"{substrate.Part}: its process {process.Id} had ended before; whoever has that number now is left alone.");
            }
        }

        return gone;
    }
}
