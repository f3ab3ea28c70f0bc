using System.Text;

namespace TutorPipeline.Kernel.Output;

/// <summary>Errors for people on standard error, while standard output belongs to programs.</summary>
internal sealed class ErrorLines : IDisposable
{
    private readonly OutputOptions options;
    private readonly MaskedOutput output;
    private readonly GitHubMask? mask;

    /// <summary>On GitHub the runner is told the secrets here too; it reads commands from both streams.</summary>
    public ErrorLines(OutputOptions options)
    {
        this.options = options;
        output = new MaskedOutput(options.Error, options.Masker);
        mask = options.Host == HostKind.GitHubActions ? new GitHubMask(output, options.Masker) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => mask?.Dispose();

    /// <summary>One error; on GitHub as an annotation too.</summary>
    public void Write(string? target, string message)
    {
        var lines = PlainText.Lines(options.Masker.Mask(message));
        var said = new StringBuilder("error: ").Append(target).Append(target is null ? string.Empty : ": ");
        said.AppendJoin("\n       ", lines).Append('\n');
        var text = new StringBuilder();
        if (options.Host == HostKind.GitHubActions)
        {
            WorkflowCommand.AppendInert(text, options.Masker.Mask(said.ToString()), options.ResumeToken);
            text.Append(WorkflowCommand.Format("error", options.Masker.Mask(string.Join('\n', lines)), target));
        }
        else
        {
            text.Append(options.Masker.Mask(said.ToString()));
        }

        output.WriteAsIs(text.ToString());
    }
}
