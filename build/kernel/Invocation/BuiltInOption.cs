namespace TutorPipeline.Kernel.Invocation;

/// <summary>The options that every build has.</summary>
internal enum BuiltIn
{
    /// <summary>Prints help.</summary>
    Help,

    /// <summary>Prints the plan.</summary>
    Plan,

    /// <summary>Touches nothing.</summary>
    DryRun,

    /// <summary>Names targets.</summary>
    Target,

    /// <summary>Leaves targets out.</summary>
    Skip,

    /// <summary>Limits how many targets run at once.</summary>
    Parallelism,

    /// <summary>Says more or less.</summary>
    Verbosity,

    /// <summary>Chooses the environment.</summary>
    Env,

    /// <summary>Prints events as JSON.</summary>
    Json,

    /// <summary>Overrides the detected host.</summary>
    Host,

    /// <summary>Names the root folder.</summary>
    Root,

    /// <summary>Accepted because NUKE has it.</summary>
    NoLogo,

    /// <summary>Prints the parameter files' schema.</summary>
    Schema,

    /// <summary>Prints a completion script.</summary>
    Completion,

    /// <summary>Prints completion candidates.</summary>
    Complete,
}

/// <summary>How many words an option takes.</summary>
internal enum OptionArity
{
    /// <summary>None; <c>true</c> or <c>false</c> may follow.</summary>
    Switch,

    /// <summary>None, or one behind an equals sign.</summary>
    OneBehindEquals,

    /// <summary>Exactly one.</summary>
    One,

    /// <summary>One or none.</summary>
    OneOrNone,

    /// <summary>At least one, up to the next option.</summary>
    Many,

    /// <summary>Any number, up to the next option.</summary>
    Any,

    /// <summary>Everything that follows, whatever it looks like.</summary>
    Rest,
}

/// <summary>One option that every build has.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Name">How it is written.</param>
/// <param name="Arity">How many words it takes.</param>
/// <param name="Words">What stands behind the name in help.</param>
/// <param name="Choices">The allowed values where they are few; otherwise empty.</param>
/// <param name="Description">Its sentence in help; null hides it there.</param>
internal sealed record BuiltInOption(
    BuiltIn Id, string Name, OptionArity Arity, string Words, IReadOnlyList<string> Choices, string? Description)
{
    /// <summary>The name in the form in which names are compared.</summary>
    public string Key { get; } = ParameterName.Normalise(Name);

    /// <summary>What may be given, as messages say it.</summary>
    public string Allowed => this switch
    {
        { Choices.Count: > 0 } => $"give one of {string.Join(", ", Choices)}",
        { Id: BuiltIn.Parallelism } => "give a whole number of at least 1",
        { Id: BuiltIn.Env } => "give the name of an environment",
        _ => "give the name of a target",
    };

    /// <summary>All of them, in the order of help.</summary>
    public static IReadOnlyList<BuiltInOption> All { get; } =
    [
        new(BuiltIn.Help, "--help", OptionArity.Switch, "", [], "Prints this help; also -h and -?."),
        new(
            BuiltIn.Plan, "--plan", OptionArity.OneBehindEquals, "[=text|json|mermaid]", ["text", "json", "mermaid"],
            "Prints what would run, in which order, and ends."),
        new(BuiltIn.DryRun, "--dry-run", OptionArity.Switch, "", [], "Plans every target for real and touches nothing."),
        new(BuiltIn.Target, "--target", OptionArity.Many, "<name> ...", [], "Runs these targets; the same as naming them first."),
        new(
            BuiltIn.Skip, "--skip", OptionArity.Any, "[<name> ...]", [],
            "Leaves these targets out; without a name, everything but the targets that were named."),
        new(
            BuiltIn.Env, "--env", OptionArity.One, "<environment>", [],
            "Chooses the environment, and with it its parameter file; otherwise the Env that parameters.json names."),
        new(
            BuiltIn.Parallelism, "--parallelism", OptionArity.One, "<number>", [],
            "Runs at most so many targets at once, at least 1; by default one a core."),
        new(
            BuiltIn.Verbosity, "--verbosity", OptionArity.One, "<level>", ["quiet", "minimal", "normal", "verbose"],
            "Says less or more: quiet, minimal, normal (the default) or verbose."),
        new(BuiltIn.Json, "--json", OptionArity.Switch, "", [], "Prints events as JSON, one a line, instead of text."),
        new(
            BuiltIn.Host, "--host", OptionArity.One, "<host>", ["Terminal", "GitHubActions"],
            "Writes for Terminal or GitHubActions, whatever was detected."),
        new(
            BuiltIn.Root, "--root", OptionArity.OneOrNone, "[<folder>]", [],
            "Uses this folder as the root; without a folder, the current one."),
        new(BuiltIn.NoLogo, "--no-logo", OptionArity.Switch, "", [], null),
        new(BuiltIn.Schema, "--schema", OptionArity.Switch, "", [], null),
        new(BuiltIn.Completion, "--completion", OptionArity.One, "<shell>", ["bash", "zsh", "fish", "powershell"], null),
        new(BuiltIn.Complete, "--complete", OptionArity.Rest, "", [], null),
    ];

    /// <summary>One of them.</summary>
    public static BuiltInOption Of(BuiltIn id)
    {
        foreach (var option in All)
        {
            if (option.Id == id)
            {
                return option;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(id), id, "This built-in option is not in the list.");
    }

    /// <summary>Finds an option by its name without dashes, in lower case; <c>h</c> and <c>?</c> are help.</summary>
    public static BuiltInOption? Find(string normalisedName)
    {
        if (normalisedName is "h" or "?")
        {
            return All[0];
        }

        foreach (var option in All)
        {
            if (option.Key == normalisedName)
            {
                return option;
            }
        }

        return null;
    }
}
