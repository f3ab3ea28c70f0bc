namespace TutorPipeline.Kernel.Invocation;

/// <summary>One option as it was given, all its occurrences together.</summary>
/// <param name="Written">Its name as written the last time: <c>--count</c>.</param>
/// <param name="Words">Its words; empty for a bare switch.</param>
internal sealed record OptionUse(string Written, IReadOnlyList<string> Words);

/// <summary>The command line, taken apart but not yet converted.</summary>
internal sealed class CommandLine
{
    /// <summary>The named targets, spelled as declared, each once.</summary>
    public List<string> Targets { get; } = [];

    /// <summary>The targets to leave out, spelled as declared; empty for all but the named ones, null for none.</summary>
    public List<string>? Skip { get; set; }

    /// <summary>The built-in options that were given.</summary>
    public BuiltInUses BuiltIns { get; } = new();

    /// <summary>The parameters that were given, in the order of their first occurrence.</summary>
    public List<(ParameterMember Parameter, OptionUse Use)> Parameters { get; } = [];

    /// <summary>What is wrong, one sentence each.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Whether a switch was given and not set to false; what else stands behind it is a fault.</summary>
    public bool IsOn(BuiltIn id)
    {
        if (BuiltIns[id] is not { } use)
        {
            return false;
        }

        if (use.Words.Count == 0 || bool.TryParse(use.Words[0], out var isOn) && isOn)
        {
            return true;
        }

        if (!bool.TryParse(use.Words[0], out _))
        {
            Faults.Add($"{use.Written}: {Quoted.Value(use.Words[0])} is not true or false.");
        }

        return false;
    }
}

/// <summary>The use of each built-in option, or null. An array, because a dictionary of an enum is compiled anew at every start.</summary>
internal sealed class BuiltInUses
{
    private readonly OptionUse?[] uses = new OptionUse?[BuiltInOption.All.Count];

    /// <summary>The use of an option; null when it was not given.</summary>
    public OptionUse? this[BuiltIn id]
    {
        get => uses[(int)id];
        set => uses[(int)id] = value;
    }
}
