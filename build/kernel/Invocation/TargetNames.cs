namespace TutorPipeline.Kernel.Invocation;

/// <summary>Finds the targets that words name, ignoring case and dashes; <c>A+B</c> names two.</summary>
internal sealed class TargetNames(BuildShape shape, ParameterCatalog catalog)
{
    /// <summary>Adds the targets that a word names, each once, or a fault for each that does not exist.</summary>
    public void Add(string word, List<string> targets, List<string> faults)
    {
        if (Find(word) is { } whole)
        {
            AddOnce(whole, targets);
            return;
        }

        foreach (var name in word.Split('+'))
        {
            if (Find(name) is { } target)
            {
                AddOnce(target, targets);
            }
            else
            {
                faults.Add(Unknown(name));
            }
        }
    }

    private static void AddOnce(string target, List<string> targets)
    {
        if (!targets.Contains(target))
        {
            targets.Add(target);
        }
    }

    private string? Find(string word)
    {
        var wanted = ParameterName.Normalise(word);
        foreach (var target in shape.Targets)
        {
            if (ParameterName.Normalise(target.Name) == wanted)
            {
                return target.Name;
            }
        }

        return null;
    }

    private string Unknown(string word)
    {
        var names = new List<string>(shape.Targets.Count);
        foreach (var target in shape.Targets)
        {
            names.Add(target.Name);
        }

        var sentence = Suggestion.Sentence(word, names);
        if (sentence.Length == 0)
        {
            var option = ParameterName.Normalise(word.Replace('–', '-').Replace('—', '-'));
            sentence = BuiltInOption.Find(option) is { } builtIn ? $" Did you mean '{builtIn.Name}'?"
                : catalog.TryFind(option, out var parameter) ? $" Did you mean '{parameter.OptionName}'?"
                : " List the targets with --help.";
        }

        return $"Unknown target {Quoted.Value(word)}.{sentence}";
    }
}
