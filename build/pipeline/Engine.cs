// The one file that knows there is more than NUKE's surface. Everything else in this project compiles against either engine.
#if NUKE_COMMON
global using CommandLineOnlyAttribute = TutorPipeline.CommandLineOnlyAttribute;
global using RequiresNamedEnvironmentAttribute = TutorPipeline.RequiresNamedEnvironmentAttribute;
#else
#pragma warning disable IDE0005 // Unnecessary using: other files use these aliases.
global using CommandLineOnlyAttribute = TutorPipeline.Kernel.Additions.CommandLineOnlyAttribute;
global using RequiresNamedEnvironmentAttribute = TutorPipeline.Kernel.Additions.RequiresNamedEnvironmentAttribute;
#pragma warning restore IDE0005
#endif

using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Stages;
#if !NUKE_COMMON
using TutorPipeline.Kernel.Additions;
#endif

namespace TutorPipeline;

/// <summary>What the pipeline asks of its engine beyond NUKE, and what is left of it under NUKE itself.</summary>
public static class EngineExtensions
{
    /// <summary>
    /// The target carries out one stage: it plans, reports the plan, and applies exactly that plan unless this is a dry run.
    /// </summary>
    /// <typeparam name="TPlan">The stage's plan.</typeparam>
    /// <param name="definition">The target's definition.</param>
    /// <param name="stage">Makes the stage; called when the target runs, when parameters have their values.</param>
    /// <returns>The same definition.</returns>
    public static ITargetDefinition Carries<TPlan>(this ITargetDefinition definition, Func<IStage<TPlan>> stage)
        where TPlan : StagePlan
#if NUKE_COMMON
        => definition.Executes(() => StageRun.RunAsync(stage(), new ConsoleJournal(), isDryRun: false, CancellationToken.None));
#else
        => definition.ExecutesStage(run => StageRun.RunAsync(stage(), new TargetJournal(run), run.IsDryRun, run.CancellationToken));
#endif

    /// <summary>Whether the run only plans; known once parameters have their values.</summary>
    /// <param name="build">The build.</param>
    /// <returns>Always false under NUKE, which has no dry run.</returns>
    public static bool OnlyPlans(this NukeBuild build)
#if NUKE_COMMON
        => false;
#else
        => build.IsDryRun;
#endif

    /// <summary>The target runs a command of the developers; it is left out of a dry run, which only names it.</summary>
    /// <param name="definition">The target's definition.</param>
    /// <param name="command">The command; it says what it does through the journal.</param>
    /// <returns>The same definition.</returns>
    public static ITargetDefinition Runs(this ITargetDefinition definition, Func<IStageJournal, CancellationToken, Task> command)
#if NUKE_COMMON
        => definition.Executes(() => command(new ConsoleJournal(), CancellationToken.None));
#else
        => definition.ExecutesStage(run => run.IsDryRun
            ? SayOnly(run)
            : command(new TargetJournal(run), run.CancellationToken));

    private static Task SayOnly(ITargetRun run)
    {
        run.Change("run", run.Target, null);
        return Task.CompletedTask;
    }
#endif
}

#if NUKE_COMMON
/// <summary>A build that checks its settings together; under NUKE it has to call <see cref="CheckSettings"/> itself.</summary>
public interface ICheckedParameters
{
    /// <summary>Finds everything that is wrong.</summary>
    /// <returns>The faults.</returns>
    IEnumerable<SettingFault> CheckSettings();
}

/// <summary>Without meaning under NUKE, which has no notion of it.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class CommandLineOnlyAttribute : Attribute;

/// <summary>Without meaning under NUKE, which has no notion of it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiresNamedEnvironmentAttribute : Attribute;

/// <summary>Says everything through the logger that NUKE sets up.</summary>
internal sealed class ConsoleJournal : IStageJournal
{
    public void Information(string message) => Serilog.Log.Information("{Message}", message);

    public void Verbose(string message) => Serilog.Log.Verbose("{Message}", message);

    public void Warning(string message) => Serilog.Log.Warning("{Message}", message);

    public void Change(Change change) => Serilog.Log.Information("{Kind} {Subject} {Detail}", change.Kind, change.Subject, change.Detail);

    public void NotLookedAt(NotLookedAt gap) => Serilog.Log.Warning("not looked at: {What}: {Why}; {How}", gap.What, gap.Why, gap.HowToGet);

    public void Costs(CostEstimate costs) =>
        Serilog.Log.Information("Estimated cost: at least ${Hourly} an hour, ${Monthly} a month", costs.Hourly, costs.Monthly);

    public void Summary(string key, string value) => Serilog.Log.Information("{Key}: {Value}", key, value);
}
#else
/// <summary>A build that checks its settings together, before anything starts.</summary>
public interface ICheckedParameters : IParameterRules
{
    /// <summary>Finds everything that is wrong.</summary>
    /// <returns>The faults.</returns>
    IEnumerable<SettingFault> CheckSettings();

#pragma warning disable CA1033 // Interface methods should be callable by child types: the engine is the only caller.
    /// <inheritdoc/>
    IEnumerable<ParameterFault> IParameterRules.CheckParameters() =>
        CheckSettings().Select(f => new ParameterFault(f.Parameter, f.Message));
#pragma warning restore CA1033
}

/// <summary>Says everything through the running target, so that it lands in its log, its plan and its summary.</summary>
internal sealed class TargetJournal(ITargetRun run) : IStageJournal, IRevealingReport
{
    public void Reveal(string message) => run.Reveal(message);

    public void Information(string message) => run.Log(LogLevel.Information, message);

    public void Verbose(string message) => run.Log(LogLevel.Verbose, message);

    public void Warning(string message) => run.Log(LogLevel.Warning, message);

    public void Change(Change change) => run.Change(change.Kind.ToString().ToLowerInvariant(), change.Subject, change.Detail);

    public void NotLookedAt(NotLookedAt gap) => run.NotLookedAt(gap.What, gap.Why, gap.HowToGet);

    public void Costs(CostEstimate costs)
    {
        foreach (var line in costs.Lines)
        {
            var basis = line.Basis switch { CostBasis.Fixed => "fixed", CostBasis.ByUse => "byUse", _ => "unknown" };
            run.Cost(new TargetCost(line.Address, line.What, basis, line.Quantity, line.Hourly, line.Monthly, line.Source));
        }

        foreach (var note in costs.Notes)
        {
            run.CostNote(note);
        }
    }

    public void Summary(string key, string value) => run.Summary(key, value);
}
#endif
