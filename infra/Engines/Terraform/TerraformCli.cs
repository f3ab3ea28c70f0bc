using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Runs Terraform in one stack's folder, the same way whatever the person's own settings are.</summary>
internal sealed class TerraformCli(IToolRunner tools, TerraformInstallation installation, string stack, string folder)
{
    /// <summary>The name of the private CLI configuration.</summary>
    public const string ConfigurationFile = "terraform.tfrc";

    /// <summary>The exit code of a plan with changes, where <c>-detailed-exitcode</c> asks for it.</summary>
    public const int ChangesFound = 2;

    /// <summary>
    /// No questions, no call home, and none of the variables that would silently change arguments, workspace or data folder.
    /// </summary>
    public static IReadOnlyDictionary<string, string?> Variables { get; } = new Dictionary<string, string?>
    {
        ["TF_IN_AUTOMATION"] = "1",
        ["TF_INPUT"] = "0",
        ["CHECKPOINT_DISABLE"] = "1",

        // The provider's schema alone fills some 200 MB, which Go's collector would walk again and again: this takes a fifth more memory and
        // a third less processor time, which is what plans side by side wait for (https://tip.golang.org/doc/gc-guide#GOGC).
        ["GOGC"] = Environment.GetEnvironmentVariable("GOGC") ?? "400",
        ["TF_CLI_ARGS"] = null,
        ["TF_CLI_ARGS_init"] = null,
        ["TF_CLI_ARGS_plan"] = null,
        ["TF_CLI_ARGS_show"] = null,
        ["TF_CLI_ARGS_apply"] = null,
        ["TF_LOG"] = null,
        ["TF_WORKSPACE"] = null,
        ["TF_DATA_DIR"] = null,
    };

    // Exit codes from here on mean that a signal ended the program, as shells tell it.
    private const int FirstSignal = 128;

    private readonly RunTrace trace = new(folder);

    private readonly Dictionary<string, string?> variables = new(Variables)
    {
        ["TF_CLI_CONFIG_FILE"] = Path.Combine(Path.GetFullPath(folder), ConfigurationFile),
    };

    /// <summary>Sets variables for every later command.</summary>
    public TerraformCli With(IEnumerable<KeyValuePair<string, string?>> more)
    {
        foreach (var (name, value) in more)
        {
            variables[name] = value;
        }

        return this;
    }

    /// <summary>Runs a command and gives its standard output.</summary>
    /// <exception cref="TerraformException">It failed; the exception says why, as far as its output tells.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken, params string[] arguments) =>
        (await RunAsync(new CliCall(arguments), cancellationToken)).Output;

    /// <summary>Runs a command.</summary>
    /// <exception cref="TerraformException">It failed; the exception says why, as far as its output tells.</exception>
    public async Task<ToolResult> RunAsync(CliCall call, CancellationToken cancellationToken)
    {
        var invocation = new ToolInvocation(installation.Program, call.Arguments)
        {
            WorkingDirectory = folder,
            Environment = variables,
            SecretEnvironment = call.Secrets,
            OnOutput = call.OnOutput,
            GracePeriod = call.GracePeriod,
            OnStarted = call.IsTraced ? process => trace.Begin(process, call.Arguments[0]) : null,
        };
        var result = await tools.RunAsync(invocation, cancellationToken);
        if (call.IsTraced && result.ExitCode < FirstSignal)
        {
            trace.End();
        }

        return result.ExitCode == 0 || (result.ExitCode == ChangesFound && call.MayFindChanges)
            ? result
            : throw Failure(new TerraformCommand(installation.Name, stack, call.Arguments), result, call);
    }

    // Terraform does not always say so: it calls a plan that it could write only half of a bad file.
    private PipelineException Failure(TerraformCommand command, ToolResult result, CliCall call) =>
        NoRoomException.Of($"{command}", folder) is { } full ? full : TerraformErrors.Classify(command, result.ExitCode, result.Error, call.LastRun);

}

/// <summary>One command.</summary>
/// <param name="Arguments">Its arguments; none of them is a secret.</param>
internal sealed record CliCall(IReadOnlyList<string> Arguments)
{
    /// <summary>Secret variables.</summary>
    public IReadOnlyDictionary<string, Secret> Secrets { get; init; } = new Dictionary<string, Secret>();

    /// <summary>Takes each line of standard output as it comes.</summary>
    public Action<string>? OnOutput { get; init; }

    /// <summary>How long an interrupted command may take to end by itself.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether it works on the state, so that the next run may have to know how it ended.</summary>
    public bool IsTraced { get; init; }

    /// <summary>What worked on the state before and was not seen to end; null for nothing.</summary>
    public LastRun? LastRun { get; init; }

    /// <summary>Whether exit code 2 means that there are changes.</summary>
    public bool MayFindChanges { get; init; }
}
