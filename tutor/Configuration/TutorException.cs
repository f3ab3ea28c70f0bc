using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Configuration;

/// <summary>Tutor is not there, or did not do what it was asked.</summary>
public sealed class TutorException : PipelineException
{
    private const int ShownLines = 12;

    private TutorException(string message)
        : base(message)
    {
    }

    internal static TutorException UnknownKeys(IReadOnlyList<string> keys, string version) => new(
        $"Tutor {version} with its plugins does not know {string.Join(", ", keys)}, and would leave such a key out without a word. "
        + "Check TutorVersion and TutorPlugins: another version may have another name for it.");

    internal static TutorException MissingPlugin(string plugin, string version) => new(
        $"Tutor {version} has no plugin '{plugin}', and would render an image without it. Name it in TutorPlugins with a version that exists for this "
        + "Tutor, or install it into the Tutor that --tutor names.");

    internal static TutorException Failed(IReadOnlyList<string> arguments, ToolResult result) => new(
        $"'tutor {string.Join(' ', arguments)}' failed with exit code {result.ExitCode}:\n"
        + string.Concat(Lines(result.Error.Length > 0 ? result.Error : result.Output).Select(line => $"  {line}\n"))
        + "Mend what it names and run the target again.");

    internal static TutorException NotTutor(string program, string said) => new(
        $"--tutor: {program} is no Tutor: 'tutor --version' says '{said}'. Name the program of a Tutor, such as ~/venvs/tutor/bin/tutor.");

    internal static TutorException OtherVersion(string program, string found, string wanted) => new(
        $"--tutor: {program} is Tutor {found}, and TutorVersion is {wanted}. They must be equal, because the rendered files belong to one version: "
        + "set TutorVersion, or name another Tutor.");

    internal static TutorException NoProgram(string program) => new(
        $"--tutor: there is no program {program}. Name the program of a Tutor, or leave the option out for one in a virtual environment of the pipeline's own.");

    internal static TutorException NoPython() => new(
        "Tutor needs Python, and PATH has no python3. Install it (Debian: apt-get install python3 python3-venv), or name a Tutor with --tutor.");

    internal static TutorException NotInstalled(string step, ToolResult result) => new(
        $"Tutor could not be installed: '{step}' failed with exit code {result.ExitCode}:\n"
        + string.Concat(Lines(result.Error.Length > 0 ? result.Error : result.Output).Select(line => $"  {line}\n"))
        + (result.Error.Contains("ensurepip", StringComparison.Ordinal) || result.Output.Contains("ensurepip", StringComparison.Ordinal)
            ? "Install the module for virtual environments (Debian: apt-get install python3-venv) and run the target again."
            : "Check the network (pip obeys PIP_INDEX_URL for a mirror) and the versions, or name an installed Tutor with --tutor. Nothing half-made is left."));

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(ShownLines);
}
