using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Definition;
using TutorPipeline.Kernel.Invocation;
using TutorPipeline.Kernel.Output;
using TutorPipeline.Kernel.Planning;

namespace TutorPipeline.Kernel.Execution;

/// <summary>One call from its arguments to its exit code.</summary>
internal sealed class BuildRun
{
    /// <summary>Exit codes; 130 and 143 come from <see cref="Interrupts"/>.</summary>
    public const int Done = 0, TargetFailed = 1, WrongUsage = 2;

    private readonly BuildSurroundings surroundings;
    private readonly SecretMasker masker = new();
    private HostKind host;

    private BuildRun(BuildSurroundings surroundings)
    {
        this.surroundings = surroundings;
        host = Hosts.Detect(surroundings.Variables, null);
    }

    /// <summary>Makes a build and runs it with what surrounds it. Whatever happens, the exit code tells it and nothing is thrown.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The last resort: a fault of the engine is shown and never ends as success.")]
    public static int Execute<T>(Func<T> build, BuildSurroundings surroundings, params Expression<Func<T, Target>>[] defaultTargets)
        where T : NukeBuild
    {
        var run = new BuildRun(surroundings);
        try
        {
            return run.Execute(build(), Array.ConvertAll(defaultTargets, NameOf));
        }
        catch (UsageException exception)
        {
            return run.Refuse(exception.Faults);
        }
        catch (Exception exception)
        {
            surroundings.Error.Write(run.masker.Mask($"error: The build itself failed, outside of its targets. {exception}\n"));
            surroundings.Error.Flush();
            return TargetFailed;
        }
    }

    private static string NameOf<T>(Expression<Func<T, Target>> target) => target.Body is MemberExpression member
        ? member.Member.Name
        : throw new UsageException([$"'{target}' does not name a target; write x => x.TheTarget."]);

    private int Execute(NukeBuild build, string[] defaultTargets)
    {
        var targets = TargetDiscovery.Of(build);
        var graph = TargetGraph.Of(targets);
        var parameters = ParameterCatalog.Of(build.GetType());
        var shape = new BuildShape(build.GetType(), Shapes(graph), defaultTargets);
        var call = InvocationReader.Read(
            surroundings.Arguments, shape, parameters, surroundings.Variables, surroundings.CurrentDirectory);
        host = Hosts.Detect(surroundings.Variables, call.Request.Host);
        foreach (var secret in call.Values.SecretTexts)
            masker.Add(secret);
        if (call.Faults.Count > 0 || targets.Faults.Count > 0)
            return Refuse([.. targets.Faults, .. call.Faults]);
        build.Accept(call.Root, host != HostKind.Terminal, call.Values, parameters);
        if (Answers.TryAnswer(call, shape, parameters, build, surroundings))
            return Done;
        var invoked = call.Request.Targets.Count > 0 ? call.Request.Targets : defaultTargets.Length > 0 ? defaultTargets : Listed(graph);
        var plan = Planner.Plan(graph, invoked);
        SkipMarker.Mark(plan, call.Request.Skip, call.Request.Targets);
        if (call.Request.Plan is { } format)
        {
            using var masked = new LineMaskingWriter(surroundings.Out, masker);
            PlanWriter.Write(masked, format, plan.ForOutput(), call.Request.EnvironmentName);
            return Done;
        }

        return Run(build, parameters, call, plan, invoked);
    }

    private int Run(NukeBuild build, ParameterCatalog parameters, InvocationResult call, ExecutionPlan plan, IReadOnlyList<string> invoked)
    {
        var artifacts = call.Request.EnvironmentName is { } name ? call.Root / "artifacts" / name : call.Root / "artifacts";
        List<string> faults = [.. new RequirementCheck(build, parameters, call).Faults(plan)];
        ArtifactsFolder.Check(artifacts, call.Root, faults);
        if (faults.Count > 0)
            return Refuse(faults);
        var options = new OutputOptions(
            surroundings.Out, surroundings.Error, surroundings.IsTerminal, surroundings.Width, host, call.Request,
            call.Root, artifacts, surroundings.Variables, masker);
        using var output = RunOutput.Create(options);
        using var interrupts = surroundings.Interrupts();
        using var bodies = new BodyWriter(output, options.Clock);
        surroundings.RedirectConsole(bodies);
        return new WatchedRun(build, plan, options, output, interrupts, bodies).RunAsync(invoked).GetAwaiter().GetResult();
    }

    private int Refuse(IReadOnlyList<string> faults)
    {
        var masked = new string[faults.Count];
        for (var i = 0; i < masked.Length; i++)
            masked[i] = masker.Mask(faults[i]);
        UsageErrors.Write(surroundings.Error, host, masked);
        return WrongUsage;
    }

    private static TargetShape[] Shapes(TargetGraph graph)
    {
        var shapes = new TargetShape[graph.Targets.Count];
        for (var i = 0; i < shapes.Length; i++)
        {
            var dependencies = new List<string>();
            foreach (var dependency in graph.DependenciesOf(i))
            {
                if (!dependencies.Contains(graph.Targets[dependency].Name))
                    dependencies.Add(graph.Targets[dependency].Name);
            }

            shapes[i] = new TargetShape(graph.Targets[i].Name, graph.Targets[i].Text, dependencies, graph.Targets[i].IsListed);
        }

        return shapes;
    }

    // A plan of a build without default targets shows all of it.
    private static List<string> Listed(TargetGraph graph)
    {
        var names = new List<string>();
        foreach (var target in graph.Targets)
        {
            if (target.IsListed)
                names.Add(target.Name);
        }

        return names;
    }
}
