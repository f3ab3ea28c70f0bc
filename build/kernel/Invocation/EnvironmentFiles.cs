namespace TutorPipeline.Kernel.Invocation;

/// <summary>The parameter files of a repository, one for all environments and one for each.</summary>
internal static class EnvironmentFiles
{
    /// <summary>The file for all environments, as messages name it.</summary>
    public const string Common = $"{RootLocator.Marker}/parameters.json";

    private const string Prefix = "parameters.";

    private const string Suffix = ".json";

    /// <summary>An environment's file, as messages name it.</summary>
    public static string Of(string environment) => $"{RootLocator.Marker}/{Prefix}{environment}{Suffix}";

    /// <summary>Whether a text can name an environment: lower-case letters, digits and dashes, so that it is never a path.</summary>
    public static bool IsName(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
            {
                return false;
            }
        }

        return text.Length is > 0 and <= 63 && text[0] != '-';
    }

    /// <summary>The environments that have a file, in alphabetical order.</summary>
    public static IReadOnlyList<string> Existing(string root)
    {
        var folder = Path.Combine(root, RootLocator.Marker);
        var names = new List<string>();
        if (!Directory.Exists(folder))
        {
            return names;
        }

        foreach (var file in Directory.EnumerateFiles(folder, Prefix + "*" + Suffix))
        {
            var name = Path.GetFileName(file);
            if (name.Length > Prefix.Length + Suffix.Length && IsName(name[Prefix.Length..^Suffix.Length]))
            {
                names.Add(name[Prefix.Length..^Suffix.Length]);
            }
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>Says what is wrong with an environment that was asked for; null when nothing is.</summary>
    public static string? Check(string environment, string place, string root)
    {
        if (!IsName(environment))
        {
            return $"{place}: {Quoted.Value(environment)} is not the name of an environment; "
                   + "give at most 63 lower-case letters, digits and dashes, a dash not first.";
        }

        if (File.Exists(Path.Combine(root, Of(environment))))
        {
            return null;
        }

        var existing = Existing(root);
        return $"{place}: there is no environment {Quoted.Value(environment)}, because {Of(environment)} does not exist."
               + Suggestion.Sentence(environment, existing) + " "
               + (existing.Count == 0 ? "No environment exists yet." : $"Existing environments: {string.Join(", ", existing)}.");
    }
}
