using System.Globalization;

namespace TutorPipeline.Kernel.Invocation;

/// <summary>Makes the request from the built-in options and settings.</summary>
internal sealed class BuiltInReader(CommandLine commandLine)
{
    /// <summary>What the command line alone decides.</summary>
    public InvocationRequest ReadOwn()
    {
        _ = commandLine.IsOn(BuiltIn.NoLogo);
        return new InvocationRequest
        {
            Targets = commandLine.Targets,
            Skip = commandLine.Skip,
            Help = commandLine.IsOn(BuiltIn.Help),
            Plan = ReadPlan(),
            DryRun = commandLine.IsOn(BuiltIn.DryRun),
            Json = commandLine.IsOn(BuiltIn.Json),
            EnvironmentWasNamed = commandLine.BuiltIns[BuiltIn.Env] is not null,
            Schema = commandLine.IsOn(BuiltIn.Schema),
            CompletionShell = Setting(BuiltIn.Completion, []),
            Complete = commandLine.BuiltIns[BuiltIn.Complete]?.Words,
        };
    }

    /// <summary>Adds what variables and files may decide too.</summary>
    public InvocationRequest AddSettings(InvocationRequest request, IReadOnlyList<GivenValue> given)
    {
        var parallelism = Setting(BuiltIn.Parallelism, given);
        var verbosity = Setting(BuiltIn.Verbosity, given);
        return request with
        {
            Parallelism = parallelism is null ? request.Parallelism : int.Parse(parallelism, CultureInfo.InvariantCulture),
            Verbosity = verbosity is null ? request.Verbosity : Enum.Parse<Verbosity>(verbosity, ignoreCase: true),
            Host = Setting(BuiltIn.Host, given),
        };
    }

    private PlanFormat? ReadPlan() =>
        commandLine.BuiltIns[BuiltIn.Plan] is not { } use ? null
        : use.Words.Count == 0 ? PlanFormat.Text
        : Setting(BuiltIn.Plan, []) is { } format ? Enum.Parse<PlanFormat>(format, ignoreCase: true)
        : null;

    // The strongest source wins, but every source is checked.
    private string? Setting(BuiltIn id, IReadOnlyList<GivenValue> given)
    {
        var option = BuiltInOption.Of(id);
        string? result = null;
        if (commandLine.BuiltIns[id] is { } use)
        {
            result = Check(option, use.Words[^1], use.Written);
        }

        foreach (var value in given)
        {
            if (value.Parameter is null && value.Name == option.Key)
            {
                var text = Check(option, value.Text, value.Origin.Place);
                result ??= text;
            }
        }

        return result;
    }

    private string? Check(BuiltInOption option, string text, string place)
    {
        if (option.Id == BuiltIn.Parallelism)
        {
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 1)
            {
                return text;
            }
        }
        else
        {
            foreach (var choice in option.Choices)
            {
                if (choice.Equals(text, StringComparison.OrdinalIgnoreCase))
                {
                    return choice;
                }
            }
        }

        commandLine.Faults.Add($"{place}: {Quoted.Value(text)} is not allowed; {option.Allowed}.");
        return null;
    }
}
