namespace TutorPipeline.Terminal;

/// <summary>Asks a person at the terminal; where there is none, nobody answers.</summary>
internal static class Question
{
    /// <summary>Asks for one line.</summary>
    /// <param name="text">The question, without a line break.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The answer; null when nobody is there to give one.</returns>
    public static async Task<string?> AskAsync(string text, CancellationToken cancellationToken)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            return null;
        }

        await Console.Error.WriteAsync(text.AsMemory(), cancellationToken);
        return await Task.Run(Console.ReadLine, cancellationToken).WaitAsync(cancellationToken);
    }
}
