namespace TutorPipeline.Kernel.Output;

/// <summary>
/// Tells the runner every secret before it can be printed, so that it also masks what other steps print. Secrets of fewer than four
/// characters are not told: the runner would replace them inside of every word.
/// </summary>
internal sealed class GitHubMask : IDisposable
{
    private readonly MaskedOutput output;
    private readonly SecretMasker masker;

    /// <summary>Tells what is known and what will be.</summary>
    public GitHubMask(MaskedOutput output, SecretMasker masker)
    {
        this.output = output;
        this.masker = masker;
        masker.Subscribe(Tell);
    }

    /// <inheritdoc/>
    public void Dispose() => masker.Unsubscribe(Tell);

    private void Tell(string secret)
    {
        foreach (var line in SecretForms.LinesOf(secret))
            output.WriteAsIs(WorkflowCommand.Format("add-mask", line));
    }
}
