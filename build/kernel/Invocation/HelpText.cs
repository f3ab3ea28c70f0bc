namespace TutorPipeline.Kernel.Invocation;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    private const string Usage = "Usage: ./build.sh [<target> ...] [<option> ...]     (Windows: .\\build.ps1)";

    private const string Sources =
        "A parameter is taken from the command line, else from its environment variable (NUKE_ and its name, as in {0}), else from "
        + ".nuke/parameters.<environment>.json, else from .nuke/parameters.json; its key there is the option's name in any case and with "
        + "or without dashes. Otherwise its default holds. Empty variables count as unset.";

    private static readonly (string Code, string Meaning)[] ExitCodes =
    [
        ("0", "done"),
        ("1", "a target failed"),
        ("2", "wrong usage; nothing was started"),
        ("130, 143", "interrupted; running targets were cancelled and cleaned up first"),
    ];

    /// <summary>Writes the help of a build into which no values were put, so that defaults are shown.</summary>
    /// <param name="writer">Where it goes; plain text.</param>
    /// <param name="shape">The targets.</param>
    /// <param name="catalog">The parameters.</param>
    /// <param name="build">The build that is asked for the defaults.</param>
    /// <param name="width">Columns of the terminal; at least 60 are used.</param>
    public static void Write(TextWriter writer, BuildShape shape, ParameterCatalog catalog, object build, int width)
    {
        var page = new HelpPage(writer, width);
        page.Line(Usage);
        WriteTargets(page, shape);
        WriteParameters(page, catalog, build);
        WriteBuiltIns(page, catalog);
        page.Heading("Exit codes");
        page.Table(ExitCodes);
        page.Heading("Examples");
        foreach (var (command, meaning) in Examples(shape))
        {
            page.Line("  " + command);
            page.Wrapped(meaning, indent: 6);
        }
    }

    private static void WriteTargets(HelpPage page, BuildShape shape)
    {
        page.Heading("Targets");
        var rows = new List<(string, string)>();
        foreach (var target in shape.Targets)
        {
            if (!target.Listed)
            {
                continue;
            }

            var isDefault = shape.DefaultTargets.Contains(target.Name);
            var dependencies = target.DependsOn.Count > 0 ? "-> " + string.Join(", ", target.DependsOn) : null;
            rows.Add((isDefault ? $"{target.Name} (default)" : target.Name, target.Description ?? dependencies ?? string.Empty));
            if (target.Description is not null && dependencies is not null)
            {
                rows.Add((string.Empty, dependencies));
            }
        }

        page.Table(rows);
    }

    private static void WriteParameters(HelpPage page, ParameterCatalog catalog, object build)
    {
        var root = DefaultValue.RootOf(build);
        Type? component = null;
        foreach (var parameter in catalog.Parameters)
        {
            if (!parameter.IsListed)
            {
                continue;
            }

            if (parameter.DeclaringType != component)
            {
                component = parameter.DeclaringType;
                page.Heading($"Parameters ({ParameterName.ToHeading(component)})");
            }

            page.Line("  " + Synopsis(parameter, DefaultValue.Text(DefaultValue.Of(parameter, build), root)));
            page.Wrapped(parameter.Description ?? string.Empty, indent: 6);
        }
    }

    private static string Synopsis(ParameterMember parameter, string? defaultText)
    {
        if (parameter.IsSecret)
        {
            return $"{parameter.EnvironmentName}={TypeWords.Placeholder(parameter.Type)}  (secret: environment variable only)";
        }

        var notes = new List<string>();
        if (parameter.IsRequired)
        {
            notes.Add("required");
        }

        if (parameter.IsCommandLineOnly)
        {
            notes.Add("command line only");
        }

        if (defaultText is not null)
        {
            notes.Add($"default: {defaultText}");
        }

        var synopsis = $"{parameter.OptionName} {TypeWords.Placeholder(parameter.Type)}";
        return notes.Count == 0 ? synopsis : $"{synopsis}  ({string.Join("; ", notes)})";
    }

    private static void WriteBuiltIns(HelpPage page, ParameterCatalog catalog)
    {
        page.Heading("Options of every build");
        var rows = new List<(string, string)>();
        foreach (var option in BuiltInOption.All)
        {
            if (option.Description is not null)
            {
                var separator = option.Words.Length == 0 || option.Words.StartsWith("[=", StringComparison.Ordinal) ? string.Empty : " ";
                rows.Add((option.Name + separator + option.Words, option.Description));
            }
        }

        page.Table(rows);
        page.Line(string.Empty);
        var example = catalog.Parameters.Count > 0 ? catalog.Parameters[0].EnvironmentName : "NUKE_ENV";
        page.Wrapped(Sources.Replace("{0}", example, StringComparison.Ordinal), indent: 0);
    }

    private static (string Command, string Meaning)[] Examples(BuildShape shape)
    {
        var target = shape.DefaultTargets.Count > 0 ? shape.DefaultTargets[0]
            : shape.Targets.Count > 0 ? shape.Targets[0].Name
            : string.Empty;
        return
        [
            ($"./build.sh {target} --env prod --dry-run", $"Shows everything that {target} would do to the environment prod."),
            ($"./build.sh {target} --plan", $"Prints which targets {target} would run, in which order."),
        ];
    }
}
