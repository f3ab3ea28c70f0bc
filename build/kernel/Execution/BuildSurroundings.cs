using System.Collections;

namespace TutorPipeline.Kernel.Execution;

/// <summary>Everything that a run takes from its process, so that a test can give it another.</summary>
internal sealed record BuildSurroundings(
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Variables,
    string CurrentDirectory,
    TextWriter Out,
    TextWriter Error,
    bool IsTerminal,
    int Width,
    Func<Interrupts> Interrupts)
{
    /// <summary>Takes the writer that bodies find in place of the console; nothing by default.</summary>
    public Action<TextWriter> RedirectConsole { get; init; } = static _ => { };

    public static BuildSurroundings OfThisProcess()
    {
        var isTerminal = !Console.IsOutputRedirected;
        return new BuildSurroundings(
            Environment.GetCommandLineArgs()[1..],
            VariablesOfThisProcess(),
            Directory.GetCurrentDirectory(),
            Console.Out,
            Console.Error,
            isTerminal,
            isTerminal ? Console.WindowWidth : 0,
            Execution.Interrupts.Listen)
        {
            RedirectConsole = static writer =>
            {
                Console.SetOut(writer);
                Console.SetError(writer);
            },
        };
    }

    /// <summary>The environment variables of this process.</summary>
    public static Dictionary<string, string> VariablesOfThisProcess()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = (string?)entry.Value ?? string.Empty;
        }

        return variables;
    }
}
