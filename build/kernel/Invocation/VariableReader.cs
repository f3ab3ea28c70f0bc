namespace TutorPipeline.Kernel.Invocation;

/// <summary>
/// Finds the environment variables that set parameters: <c>NUKE_</c> and the name, where case and everything but letters and digits
/// do not count. Empty ones are as good as unset, as CI services set them so. Others that begin with <c>NUKE_</c> belong to other
/// programs and are left alone, however alike they look.
/// </summary>
internal static class VariableReader
{
    /// <summary>The built-in settings that a variable may set.</summary>
    private static readonly string[] Settings = ["Env", "Verbosity", "Parallelism", "Host"];

    /// <summary>Reads all variables; two that set the same parameter are a fault.</summary>
    public static IReadOnlyList<GivenValue> Read(
        IReadOnlyDictionary<string, string> variables, ParameterCatalog catalog, List<string> faults)
    {
        var names = new List<string>();
        foreach (var (name, value) in variables)
        {
            if (value.Length > 0
                && name.StartsWith(ParameterName.VariablePrefix, StringComparison.OrdinalIgnoreCase)
                && IsPlain(name))
            {
                names.Add(name);
            }
        }

        names.Sort(StringComparer.Ordinal);
        var given = new List<GivenValue>();
        foreach (var name in names)
        {
            if (Identify(name, variables[name], catalog) is not { } value)
            {
                continue;
            }

            if (given.Find(earlier => earlier.Name == value.Name) is { } other)
            {
                faults.Add($"{other.Origin.Key} and {name} both set {value.Parameter?.Name ?? "the same option"}; unset one of them.");
            }
            else
            {
                given.Add(value);
            }
        }

        return given;
    }

    // A name with blanks or line breaks is nobody's parameter, and a message that repeats it would not be one line.
    private static bool IsPlain(string name)
    {
        foreach (var c in name)
        {
            if (c <= ' ')
            {
                return false;
            }
        }

        return true;
    }

    private static GivenValue? Identify(string variable, string value, ParameterCatalog catalog)
    {
        var wanted = variable.AsSpan(ParameterName.VariablePrefix.Length);
        foreach (var setting in Settings)
        {
            if (ParameterName.EqualByLettersAndDigits(wanted, setting))
            {
                return Make(ParameterName.Normalise(setting), null, variable, value);
            }
        }

        foreach (var parameter in catalog.Parameters)
        {
            if (ParameterName.EqualByLettersAndDigits(wanted, parameter.Name))
            {
                return Make(ParameterName.Normalise(parameter.Name), parameter, variable, value);
            }
        }

        return null;
    }

    private static GivenValue Make(string name, ParameterMember? parameter, string variable, string value) => new(
        name,
        parameter,
        new ParameterOrigin(ParameterOrigin.Variable + variable, variable, parameter is { IsSecret: true } ? "***" : value),
        [value],
        default);
}
