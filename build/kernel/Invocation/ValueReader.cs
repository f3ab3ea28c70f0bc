namespace TutorPipeline.Kernel.Invocation;

/// <summary>Converts given values, strongest source first, and refuses those that may not stand where they stand.</summary>
internal sealed class ValueReader(string currentDirectory, string root, List<string> faults)
{
    private readonly ParameterValues values = new();

    /// <summary>Converts all of them, also those that a stronger source overrides.</summary>
    public ParameterValues Read(IReadOnlyList<GivenValue> given)
    {
        foreach (var value in given)
        {
            if (value.Parameter is { } parameter)
            {
                Read(value, parameter);
            }
        }

        return values;
    }

    private void Read(GivenValue value, ParameterMember parameter)
    {
        if (parameter.IsSecret)
        {
            Hide(value);
        }

        if (Refusal(value, parameter) is { } refusal)
        {
            faults.Add($"{value.Origin.Place}: {refusal}");
            return;
        }

        var context = new ConversionContext(value.IsFromFile ? root : currentDirectory, parameter.Separator);
        var converted = value.Words is { } words
            ? ValueConversion.FromWords(words, parameter.Type, context)
            : ValueConversion.FromJson(value.Json, parameter.Type, context);
        if (converted.Fault is { } fault)
        {
            // What a type says about a text may repeat the text, so nothing of it is shown for a secret.
            var said = parameter.IsSecret ? $"the secret is not {TypeWords.Sentence(parameter.Type)} of the right form." : fault;
            faults.Add($"{value.Origin.Place}: {said}");
            return;
        }

        values.SetIfFirst(parameter, converted.Value, value.Origin);
    }

    private static string? Refusal(GivenValue value, ParameterMember parameter)
    {
        var isArgument = value.Origin.Source == ParameterOrigin.CommandLine;
        if (parameter.IsSecret && isArgument)
        {
            return "a secret on the command line is visible in the process list and stays in the shell's history; "
                   + $"set the environment variable {parameter.EnvironmentName} instead.";
        }

        if (parameter.IsSecret && value.IsFromFile)
        {
            return $"a secret may not stand in a file that is committed; set the environment variable {parameter.EnvironmentName} instead.";
        }

        return parameter.IsCommandLineOnly && !isArgument
            ? $"this is accepted on the command line only; give {parameter.OptionName} there."
            : null;
    }

    private void Hide(GivenValue value)
    {
        foreach (var word in value.Words ?? [value.Text])
        {
            values.Hide(word);
        }
    }
}
