namespace TutorPipeline.Kernel.Invocation;

/// <summary>What reading a call and writing help need to know of a build's targets.</summary>
/// <param name="BuildType">The build class.</param>
/// <param name="Targets">Every target, in declaration order.</param>
/// <param name="DefaultTargets">The names of those that run when none is named.</param>
internal sealed record BuildShape(Type BuildType, IReadOnlyList<TargetShape> Targets, IReadOnlyList<string> DefaultTargets);

/// <summary>A target as help and completion show it.</summary>
/// <param name="Name">Its name, as declared.</param>
/// <param name="Description">Its sentence, or null.</param>
/// <param name="DependsOn">The names of the targets it depends on.</param>
/// <param name="Listed">Whether help and completion show it.</param>
internal sealed record TargetShape(string Name, string? Description, IReadOnlyList<string> DependsOn, bool Listed);
