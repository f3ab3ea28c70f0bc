namespace TutorPipeline.Kernel.Invocation;

/// <summary>A call, read completely.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Root">The root folder; the current folder when none was found.</param>
/// <param name="Values">The parameters' values.</param>
/// <param name="Faults">All that is wrong, one sentence of one line each; always empty when help was asked for.</param>
internal sealed record InvocationResult(InvocationRequest Request, AbsolutePath Root, ParameterValues Values, IReadOnlyList<string> Faults);

/// <summary>
/// Reads a call: command line, then environment variables <c>NUKE_…</c>, then <c>.nuke/parameters.&lt;env&gt;.json</c>, then
/// <c>.nuke/parameters.json</c>; the first that sets a parameter wins, and what is wrong in any of them is reported.
/// </summary>
internal sealed class InvocationReader
{
    private static readonly string[] SettingsOfCommonFile = ["Env", "Verbosity", "Parallelism"];
    private static readonly string[] SettingsOfEnvironmentFile = ["Verbosity", "Parallelism"];

    private readonly CommandLine commandLine;
    private readonly ParameterCatalog catalog;
    private readonly IReadOnlyDictionary<string, string> variables;
    private readonly string currentDirectory;
    private readonly List<string> faults;

    private InvocationReader(
        CommandLine commandLine, ParameterCatalog catalog, IReadOnlyDictionary<string, string> variables, string currentDirectory)
    {
        this.commandLine = commandLine;
        this.catalog = catalog;
        this.variables = variables;
        this.currentDirectory = currentDirectory;
        faults = commandLine.Faults;
    }

    /// <summary>Reads a call; what is wrong is returned, never thrown.</summary>
    public static InvocationResult Read(
        IReadOnlyList<string> args,
        BuildShape shape,
        ParameterCatalog catalog,
        IReadOnlyDictionary<string, string> environmentVariables,
        string currentDirectory) =>
        new InvocationReader(CommandLineParser.Parse(args, shape, catalog), catalog, environmentVariables, currentDirectory).Read();

    private InvocationResult Read()
    {
        var builtIns = new BuiltInReader(commandLine);
        var root = RootLocator.Find(RootOption(), currentDirectory, AppContext.BaseDirectory, out var rootFault);
        var request = builtIns.ReadOwn();
        if (request.Help || request.Schema || request.CompletionShell is not null || request.Complete is not null)
        {
            return Result(request, root, new ParameterValues(), request.Help || request.Complete is not null ? [] : faults);
        }

        if (root is null)
        {
            faults.Add(rootFault!);
        }

        var given = GivenOnCommandLine();
        given.AddRange(VariableReader.Read(variables, catalog, faults));
        var common = root is null
            ? []
            : ParameterFile.Read(root / EnvironmentFiles.Common, EnvironmentFiles.Common, catalog, SettingsOfCommonFile, faults);
        var environment = root is null ? null : ChooseEnvironment(given, common, root);
        if (environment is not null)
        {
            var file = EnvironmentFiles.Of(environment.Text);
            given.AddRange(ParameterFile.Read(root! / file, file, catalog, SettingsOfEnvironmentFile, faults));
        }

        given.AddRange(common);
        var values = new ValueReader(currentDirectory, root ?? currentDirectory, faults).Read(given);
        SetEnvironmentParameter(values, environment);
        request = builtIns.AddSettings(request, given) with { EnvironmentName = environment?.Text };
        return Result(request, root, values, faults);
    }

    private InvocationResult Result(InvocationRequest request, AbsolutePath? root, ParameterValues values, IReadOnlyList<string> found) =>
        new(request, root ?? AbsolutePath.Create(currentDirectory), values, found);

    private string? RootOption() =>
        commandLine.BuiltIns[BuiltIn.Root] is not { } use ? null
        : use.Words is [.., var folder] ? folder
        : string.Empty;

    private List<GivenValue> GivenOnCommandLine()
    {
        var given = new List<GivenValue>();
        foreach (var (parameter, use) in commandLine.Parameters)
        {
            var text = parameter.IsSecret ? "***" : string.Join(' ', use.Words);
            var origin = new ParameterOrigin(ParameterOrigin.CommandLine, use.Written, text);
            given.Add(new GivenValue(ParameterName.Normalise(parameter.Name), parameter, origin, use.Words, default));
        }

        return given;
    }

    // Null when none is asked for, and, with a fault, when it does not exist.
    private ParameterOrigin? ChooseEnvironment(List<GivenValue> given, IReadOnlyList<GivenValue> common, AbsolutePath root)
    {
        var origin = commandLine.BuiltIns[BuiltIn.Env] is { } use
            ? new ParameterOrigin(ParameterOrigin.CommandLine, use.Written, use.Words[^1])
            : (FindSetting(given) ?? FindSetting(common)) is { } setting ? setting.Origin with { Text = setting.Text }
            : null;
        if (origin is null || EnvironmentFiles.Check(origin.Text, origin.Place, root) is not { } fault)
        {
            return origin;
        }

        faults.Add(fault);
        return null;
    }

    private static GivenValue? FindSetting(IReadOnlyList<GivenValue> given)
    {
        foreach (var value in given)
        {
            if (value.Parameter is null && value.Name == "env")
            {
                return value;
            }
        }

        return null;
    }

    // A build may declare a parameter Env, as one under NUKE must; it then holds the environment in force.
    private void SetEnvironmentParameter(ParameterValues values, ParameterOrigin? environment)
    {
        if (environment is not null && catalog.TryFind("env", out var parameter) && parameter.Type == typeof(string))
        {
            values.SetIfFirst(parameter, environment.Text, environment);
        }
    }
}
