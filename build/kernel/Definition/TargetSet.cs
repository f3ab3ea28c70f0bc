namespace TutorPipeline.Kernel.Definition;

/// <summary>All targets of a build, in declaration order, and all that is wrong with their definitions.</summary>
/// <param name="Targets">What each says about itself.</param>
/// <param name="Faults">One sentence each.</param>
internal sealed record TargetSet(IReadOnlyList<TargetDefinition> Targets, List<string> Faults);
