using TutorPipeline.Kernel.Invocation;

namespace TutorPipeline.Kernel.Execution;

/// <summary>Calls that ask for a text and run nothing: help, the parameters' schema, shell completion.</summary>
internal static class Answers
{
    private const int WidthOfFiles = 120;

    /// <summary>Answers such a call; false when the call wants a run or a plan.</summary>
    public static bool TryAnswer(
        InvocationResult call, BuildShape shape, ParameterCatalog parameters, object build, BuildSurroundings surroundings)
    {
        var request = call.Request;
        if (request.Schema)
        {
            surroundings.Out.Write(SchemaText.Generate(shape, parameters, build));
        }
        else if (request.CompletionShell is { } shell)
        {
            surroundings.Out.Write(CompletionScript.For(shell));
        }
        else if (request.Complete is { } words)
        {
            foreach (var candidate in ShellCompletion.Candidates(words, shape, parameters, call.Root))
            {
                surroundings.Out.WriteLine(candidate);
            }
        }
        else if (request.Help || (request.Plan is null && request.Targets.Count == 0 && shape.DefaultTargets.Count == 0))
        {
            var width = surroundings.Width > 0 ? surroundings.Width : WidthOfFiles;
            HelpText.Write(surroundings.Out, shape, parameters, build, width);
        }
        else
        {
            return false;
        }

        return true;
    }
}
