using TutorPipeline.Model;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Tutor.Registry;

/// <summary>A registry, or ECR's own service, does not answer.</summary>
public sealed class RegistryUnreachableException : PipelineException
{
    internal RegistryUnreachableException(string what, string where, Exception innerException)
        : base(
            $"Could not {what}: {where} does not answer ({innerException.Message.TrimEnd('.')}). Check the network, the region and the "
            + "registry's name; --registry names another registry.",
            innerException)
    {
    }
}

/// <summary>A registry, or ECR's own service, does not accept the login.</summary>
public sealed class RegistryLoginException : PipelineException
{
    internal RegistryLoginException(string what, string why, string nextStep, Exception? innerException = null)
        : base($"Could not {what}: {why.TrimEnd('.')}. {nextStep}", innerException)
    {
    }
}

/// <summary>A registry, or ECR's own service, answered with an error.</summary>
public sealed class RegistryRefusedException : PipelineException
{
    internal RegistryRefusedException(string what, string why, Exception? innerException = null)
        : base($"Could not {what}: {why.TrimEnd('.')}. Mend what it says and run the target again.", innerException)
    {
    }
}

/// <summary>A tag that must not move names another image already.</summary>
/// <param name="tag">The tag.</param>
/// <param name="found">The digest that it has.</param>
/// <param name="wanted">The digest that it should have, or what is known of it.</param>
public sealed class TagTakenException(ImageReference tag, string found, string wanted) : PipelineException(
    $"The tag {tag} exists already and names another image: it has {found}, and this run has {wanted}. Tags of releases never move. "
    + "Run BuildImage again: it takes what the registry has, or with --rebuild makes a new one under another tag.");

/// <summary>The registry keeps something else than what was pushed.</summary>
/// <param name="image">What was pushed.</param>
/// <param name="pushed">The digest in the push stream.</param>
/// <param name="kept">The digest that the registry gives; null when it has no such tag.</param>
public sealed class DigestMismatchException(ImageReference image, string pushed, string? kept) : PipelineException(
    $"The registry does not keep what was pushed as {image}: {pushed} was pushed, and it has {kept ?? "no such tag"}. Nothing was "
    + "recorded. "
    + "Find out whether something else pushes to this repository, then run PushImage again.");
