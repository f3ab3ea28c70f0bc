namespace TutorPipeline.Kernel.Invocation;

/// <summary>
/// Takes a command line apart: words are targets, <c>--name value</c>, <c>--name=value</c> and <c>-Name value</c> are options,
/// <c>--</c> ends the options. The last occurrence of an option with one value wins; values of arrays add up.
/// </summary>
internal sealed class CommandLineParser
{
    private readonly IReadOnlyList<string> args;
    private readonly BuildShape shape;
    private readonly ParameterCatalog catalog;
    private readonly CommandLine result = new();
    private int next;

    private CommandLineParser(IReadOnlyList<string> args, BuildShape shape, ParameterCatalog catalog)
    {
        this.args = args;
        this.shape = shape;
        this.catalog = catalog;
    }

    /// <summary>Takes the arguments apart; never throws.</summary>
    public static CommandLine Parse(IReadOnlyList<string> args, BuildShape shape, ParameterCatalog catalog) =>
        new CommandLineParser(args, shape, catalog).Parse();

    private CommandLine Parse()
    {
        var optionsEnded = false;
        while (next < args.Count)
        {
            var word = args[next++];
            if (!optionsEnded && word == "--")
            {
                optionsEnded = true;
            }
            else if (!optionsEnded && word.Length > 1 && word[0] == '-')
            {
                TakeOption(word);
            }
            else
            {
                new TargetNames(shape, catalog).Add(word, result.Targets, result.Faults);
            }
        }

        return result;
    }

    private void TakeOption(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var written = equals < 0 ? word : word[..equals];
        var value = equals < 0 ? null : word[(equals + 1)..];
        var name = ParameterName.Normalise(written);
        if (BuiltInOption.Find(name) is { } builtIn)
        {
            if (TakeWords(written, value, builtIn.Arity, builtIn.Allowed) is { } words)
            {
                Store(builtIn, written, words);
            }
        }
        else if (catalog.TryFind(name, out var parameter))
        {
            if (TakeWords(written, value, ArityOf(parameter), $"give {TypeWords.Sentence(parameter.Type)}") is { } words)
            {
                Store(parameter, written, words);
            }
        }
        else
        {
            result.Faults.Add(Unknown(written));
        }
    }

    /// <summary>How many words a parameter takes.</summary>
    internal static OptionArity ArityOf(ParameterMember parameter) =>
        (Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type) == typeof(bool) ? OptionArity.Switch
        : TypeWords.ItemOf(parameter.Type) is not null ? OptionArity.Many
        : OptionArity.One;

    // Null, with a fault, when a value is missing.
    private List<string>? TakeWords(string written, string? valueBehindEquals, OptionArity arity, string allowed)
    {
        if (valueBehindEquals is not null)
        {
            return [valueBehindEquals];
        }

        var words = new List<string>();
        switch (arity)
        {
            case OptionArity.Switch when next < args.Count && bool.TryParse(args[next], out _):
            case OptionArity.OneOrNone when NextIsValue:
            case OptionArity.One when NextIsValue:
                words.Add(args[next++]);
                break;
            case OptionArity.Many or OptionArity.Any:
                while (NextIsValue)
                {
                    words.Add(args[next++]);
                }

                break;
            case OptionArity.Rest:
                while (next < args.Count)
                {
                    words.Add(args[next++]);
                }

                break;
            default:
                break;
        }

        if (words.Count > 0 || arity is not (OptionArity.One or OptionArity.Many))
        {
            return words;
        }

        result.Faults.Add($"{written}: the value is missing; {allowed}.");
        return null;
    }

    // A lone dash and a negative number are values; anything else with a dash is an option.
    private bool NextIsValue => next < args.Count && IsValue(args[next]);

    private static bool IsValue(string word) =>
        word.Length < 2 || word[0] != '-' || char.IsAsciiDigit(word[1])
        || (word.Length > 2 && word[1] == '.' && char.IsAsciiDigit(word[2]));

    private void Store(BuiltInOption option, string written, List<string> words)
    {
        switch (option.Id)
        {
            case BuiltIn.Target:
                AddTargets(words, result.Targets);
                break;
            case BuiltIn.Skip:
                AddTargets(words, result.Skip ??= []);
                break;
            default:
                result.BuiltIns[option.Id] = new OptionUse(written, words);
                break;
        }
    }

    private void AddTargets(List<string> words, List<string> targets)
    {
        foreach (var word in words)
        {
            if (word.Length > 0)
            {
                new TargetNames(shape, catalog).Add(word, targets, result.Faults);
            }
        }
    }

    private void Store(ParameterMember parameter, string written, List<string> words)
    {
        for (var i = 0; i < result.Parameters.Count; i++)
        {
            if (ReferenceEquals(result.Parameters[i].Parameter, parameter))
            {
                var isArray = TypeWords.ItemOf(parameter.Type) is not null;
                var all = isArray ? [.. result.Parameters[i].Use.Words, .. words] : words;
                result.Parameters[i] = (parameter, new OptionUse(written, all));
                return;
            }
        }

        result.Parameters.Add((parameter, new OptionUse(written, words)));
    }

    private string Unknown(string written)
    {
        var sentence = Suggestion.Sentence(written, OptionNames());
        if (sentence.Length == 0)
        {
            foreach (var target in shape.Targets)
            {
                if (ParameterName.Normalise(target.Name) == ParameterName.Normalise(written))
                {
                    sentence = $" Did you mean the target '{target.Name}'?";
                }
            }
        }

        return $"Unknown option {Quoted.Value(written)}.{(sentence.Length > 0 ? sentence : " List the options with --help.")}";
    }

    private IEnumerable<string> OptionNames()
    {
        foreach (var option in BuiltInOption.All)
        {
            if (option.Description is not null)
            {
                yield return option.Name;
            }
        }

        foreach (var parameter in catalog.Parameters)
        {
            yield return parameter.OptionName;
        }
    }
}
