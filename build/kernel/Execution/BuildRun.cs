using System.Diagnostics;
using System.Linq.Expressions;
using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Definition;
using TutorPipeline.Kernel.Events;
using TutorPipeline.Kernel.Invocation;
using TutorPipeline.Kernel.Output;

namespace TutorPipeline.Kernel.Execution;

/// <summary>One call from its arguments to its exit code.</summary>
internal sealed class BuildRun
{
    private const int Done = 0, TargetFailed = 1, WrongUsage = 2;

    private readonly NukeBuild build;
    private readonly BuildSurroundings surroundings;
    private readonly TargetCatalog targets;
    private readonly ParameterCatalog parameters;
    private readonly BuildShape shape;
    private readonly InvocationResult call;
    private readonly HostKind host;

    private BuildRun(NukeBuild build, BuildSurroundings surroundings, IReadOnlyList<string> defaultTargets)
    {
        this.build = build;
        this.surroundings = surroundings;
        targets = TargetCatalog.Of(build);
        parameters = ParameterCatalog.Of(build.GetType());
        shape = new BuildShape(build.GetType(), [.. targets.Targets.Select(ShapeOf)], defaultTargets);
        call = InvocationReader.Read(
            surroundings.Arguments, shape, parameters, surroundings.Variables, surroundings.CurrentDirectory);
        host = Hosts.Detect(surroundings.Variables, call.Request.Host);
    }

    /// <summary>Runs a build with what surrounds it.</summary>
    public static int Execute<T>(T build, BuildSurroundings surroundings, params Expression<Func<T, Target>>[] defaultTargets)
        where T : NukeBuild
    {
        try
        {
            return new BuildRun(build, surroundings, [.. defaultTargets.Select(t => TargetProperties.Named(t).Name)]).Execute();
        }
        catch (UsageException exception)
        {
            UsageErrors.Write(surroundings.Error, Hosts.Detect(surroundings.Variables, null), exception.Faults);
            return WrongUsage;
        }
    }

    private int Execute()
    {
        var request = call.Request;
        var masker = new SecretMasker();
        foreach (var secret in call.Values.SecretTexts)
        {
            masker.Add(secret);
        }

        if (call.Faults.Count > 0)
        {
            throw new UsageException([.. call.Faults.Select(masker.Mask)]);
        }

        build.Accept(call.Root, host != HostKind.Terminal, call.Values, parameters);
        if (Answers.TryAnswer(call, shape, parameters, build, surroundings))
        {
            return Done;
        }

        var plan = RunPlan.Make(targets, request, shape.DefaultTargets);
        if (request.Plan is { } format)
        {
            using var writer = new LineMaskingWriter(surroundings.Out, masker);
            PlanWriter.Write(writer, format, plan.Planned, request.EnvironmentName);
            return Done;
        }

        var artifacts = request.EnvironmentName is { } name ? call.Root / "artifacts" / name : call.Root / "artifacts";
        var faults = new Requirements(build, parameters, call).Check(plan.Targets);
        if (faults.Count == 0)
        {
            ArtifactsFolder.Check(artifacts, call.Root, faults);
        }

        return faults.Count == 0
            ? RunAsync(plan, artifacts, masker).GetAwaiter().GetResult()
            : throw new UsageException([.. faults.Select(masker.Mask)]);
    }

    private async Task<int> RunAsync(RunPlan plan, AbsolutePath artifacts, SecretMasker masker)
    {
        var request = call.Request;
        var clock = TimeProvider.System;
        using var output = RunOutput.Create(new OutputOptions(
            surroundings.Out, surroundings.Error, surroundings.IsTerminal, surroundings.Width, host, request,
            call.Root, artifacts, surroundings.Variables, masker));
        using var interrupts = surroundings.Interrupts();
        var context = new RunContext(request.DryRun, request.EnvironmentName, artifacts, output, masker.Add, clock);
        var began = Stopwatch.GetTimestamp();
        output.Started(new RunStarted(
            clock.GetLocalNow(), request.EnvironmentName, request.DryRun, request.Parallelism, plan.Invoked, plan.Planned));
        var failed = await new Executor(plan.Targets, context, build.SaysAll).RunAsync(request.Parallelism, interrupts);
        var exitCode = ExitCode(failed, interrupts.Signal);
        output.RunFinished(new RunFinished(
            clock.GetUtcNow(), Stopwatch.GetElapsedTime(began), exitCode, interrupts.Signal,
            [.. plan.Targets.Select(t => t.ToEvent())], context.Changes, context.Gaps));
        return exitCode;
    }

    private int ExitCode(bool failed, string? signal) => signal switch
    {
        "SIGINT" => 130,
        not null => 143,
        null => failed ? TargetFailed : build.ExitCode ?? Done,
    };

    private TargetShape ShapeOf(CatalogTarget target)
    {
        var dependsOn = Array.ConvertAll(target.DependsOn, i => targets.Targets[i].Name);
        return new TargetShape(target.Name, target.Definition.Sentence, dependsOn, target.Definition.IsListed);
    }
}
