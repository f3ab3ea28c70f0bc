using TutorPipeline.Infra.Engines;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Tests.Staging;

/// <summary>Answers each plan with the next of its answers and keeps what it was asked.</summary>
internal sealed class FakeEngine(params EnginePlan[] answers) : IInfrastructureEngine
{
    private readonly Queue<EnginePlan> left = new(answers);

    public List<string> Asked { get; } = [];

    public List<PlanRequest> Requests { get; } = [];

    public static EnginePlan Plan(params Change[] changes) => new(changes, []) { Saved = new("stamp", changes.Length > 0) };

    public Task<EnginePlan> PlanAsync(
        StackFiles stack, string folder, PlanRequest request, IStageReport report, CancellationToken cancellationToken)
    {
        Asked.Add($"plan{(request.Destroys ? " -destroy" : "")}{string.Concat(request.Targets.Select(target => $" -target={target}"))}");
        Requests.Add(request);
        return Task.FromResult(left.Dequeue());
    }

    public Task ApplyAsync(
        SavedPlan plan, StackFiles stack, string folder, PlanRequest request, IStageReport report, CancellationToken cancellationToken)
    {
        Asked.Add("apply");
        Requests.Add(request);
        return Task.CompletedTask;
    }
}
