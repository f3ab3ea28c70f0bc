using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Secrets;

/// <summary>A Secret was not rotated, and nothing was changed.</summary>
public sealed class RotationException : PipelineException
{
    private RotationException(string message)
        : base($"{message} Nothing was changed.")
    {
    }

    internal static RotationException Unnamed(IEnumerable<SecretDefinition> known) => new(
        $"RotateSecret was not told which Secret gets a new value; name one with --secret: {Names(known)}.");

    internal static RotationException Unknown(string name, IEnumerable<SecretDefinition> known) => new(
        $"'{name}' is no Secret of this environment whose values are made here; name one with --secret: {Names(known)}. What an additional "
        + "environment shares with its parent is rotated there.");

    internal static RotationException Administrator() => new(
        "admin-edx holds the first password of the first administrator, which counts until somebody has logged in with it; "
        + "change the password in the LMS.");

    internal static RotationException NotThere(SecretAddress address) => new(
        $"The Secret {address} is not there, so it has no value to replace. Run SyncSecrets, which makes it.");

    private static string Names(IEnumerable<SecretDefinition> known) => string.Join(", ", known.Select(definition => definition.Name));
}
