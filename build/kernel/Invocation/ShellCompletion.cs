namespace TutorPipeline.Kernel.Invocation;

/// <summary>Says what can stand for the word that is being typed.</summary>
internal sealed class ShellCompletion
{
    private readonly BuildShape shape;
    private readonly ParameterCatalog catalog;
    private readonly string root;

    private ShellCompletion(BuildShape shape, ParameterCatalog catalog, string root)
    {
        this.shape = shape;
        this.catalog = catalog;
        this.root = root;
    }

    /// <summary>The candidates for the last word: targets, options, values of enums, names of environments.</summary>
    /// <param name="words">The words behind the program's name; the last one is being typed and may be empty.</param>
    /// <param name="shape">The targets.</param>
    /// <param name="catalog">The parameters.</param>
    /// <param name="root">The root folder, which holds the environments.</param>
    public static IReadOnlyList<string> Candidates(IReadOnlyList<string> words, BuildShape shape, ParameterCatalog catalog, string root) =>
        new ShellCompletion(shape, catalog, root).Candidates(words);

    private List<string> Candidates(IReadOnlyList<string> words)
    {
        var current = words.Count == 0 ? string.Empty : words[^1];

        // Bash makes three words of --plan=json and replaces only the last of them.
        if (words.Count >= 2 && current == "=")
        {
            return Matching(ValuesOf(words[^2], behindEquals: true), string.Empty, string.Empty);
        }

        if (words.Count >= 3 && words[^2] == "=")
        {
            return Matching(ValuesOf(words[^3], behindEquals: true), current, string.Empty);
        }

        var equals = current.IndexOf('=', StringComparison.Ordinal);
        if (current.StartsWith('-') && equals > 0)
        {
            return Matching(ValuesOf(current[..equals], behindEquals: true), current[(equals + 1)..], current[..(equals + 1)]);
        }

        if (EndsOptions(words))
        {
            return MatchingTargets(current);
        }

        if (current.StartsWith('-'))
        {
            return Matching(OptionNames(), current, string.Empty);
        }

        return ValuesExpected(words) is { } values ? Matching(values, current, string.Empty) : MatchingTargets(current);
    }

    private static bool EndsOptions(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count - 1; i++)
        {
            if (words[i] == "--")
            {
                return true;
            }
        }

        return false;
    }

    // Null when the word is a target. An option of many values takes every word up to the next option.
    private IReadOnlyList<string>? ValuesExpected(IReadOnlyList<string> words)
    {
        for (var i = words.Count - 2; i >= 0; i--)
        {
            if (words[i] == "=" || (words[i].StartsWith('-') && words[i].Contains('=', StringComparison.Ordinal)))
            {
                return null;
            }

            if (!words[i].StartsWith('-'))
            {
                continue;
            }

            var arity = ArityOf(words[i]);
            var isNext = i == words.Count - 2;
            return arity is OptionArity.Many or OptionArity.Any || isNext && arity is OptionArity.One or OptionArity.OneOrNone
                ? ValuesOf(words[i], behindEquals: false)
                : null;
        }

        return null;
    }

    private OptionArity ArityOf(string option)
    {
        var name = ParameterName.Normalise(option);
        return BuiltInOption.Find(name) is { } builtIn ? builtIn.Arity
            : catalog.TryFind(name, out var parameter) ? CommandLineParser.ArityOf(parameter)
            : OptionArity.Switch;
    }

    private IReadOnlyList<string> ValuesOf(string option, bool behindEquals)
    {
        var name = ParameterName.Normalise(option);
        if (BuiltInOption.Find(name) is { } builtIn)
        {
            return builtIn.Id switch
            {
                BuiltIn.Env => EnvironmentFiles.Existing(root),
                BuiltIn.Target or BuiltIn.Skip => TargetNames(),
                _ when builtIn.Arity == OptionArity.Switch => behindEquals ? ["true", "false"] : [],
                _ => builtIn.Choices,
            };
        }

        if (!catalog.TryFind(name, out var parameter))
        {
            return [];
        }

        var type = TypeWords.ItemOf(parameter.Type) ?? parameter.Type;
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare.IsEnum ? Enum.GetNames(bare) : bare == typeof(bool) ? ["true", "false"] : [];
    }

    private List<string> OptionNames()
    {
        var names = new List<string>();
        foreach (var option in BuiltInOption.All)
        {
            if (option.Description is not null)
            {
                names.Add(option.Name);
            }
        }

        foreach (var parameter in catalog.Parameters)
        {
            if (parameter is { IsListed: true, IsSecret: false })
            {
                names.Add(parameter.OptionName);
            }
        }

        return names;
    }

    private List<string> TargetNames()
    {
        var names = new List<string>();
        foreach (var target in shape.Targets)
        {
            if (target.Listed)
            {
                names.Add(target.Name);
            }
        }

        return names;
    }

    private List<string> MatchingTargets(string current)
    {
        var plus = current.LastIndexOf('+') + 1;
        return Matching(TargetNames(), current[plus..], current[..plus]);
    }

    private static List<string> Matching(IReadOnlyList<string> candidates, string prefix, string before)
    {
        var matching = new List<string>();
        foreach (var candidate in candidates)
        {
            if (candidate.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                matching.Add(before + candidate);
            }
        }

        return matching;
    }
}
