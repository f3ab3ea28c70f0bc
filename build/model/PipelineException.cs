namespace TutorPipeline.Model;

/// <summary>
/// Something failed that a person can act on. Its message says what failed, on what, the facts, and the next step; it is shown without a stack trace.
/// </summary>
public abstract class PipelineException : Exception
{
    /// <summary>Makes the exception from its finished message.</summary>
    /// <param name="message">What failed, on what, the facts, and the next step.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    protected PipelineException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>A stage was really run that so far only plans.</summary>
public sealed class StageNotBuiltException : PipelineException
{
    /// <summary>Says which stage it is and what it can do today.</summary>
    /// <param name="target">The target that was run, such as <c>BuildImage</c>.</param>
    public StageNotBuiltException(string target)
        : base($"{target} is not there yet: this version plans it but cannot carry it out, and nothing was changed. "
               + $"See what it would do with --dry-run, or leave it out with --skip {target}.")
    {
        Target = target;
    }

    /// <summary>The target that was run.</summary>
    public string Target { get; }
}
