namespace TutorPipeline.Kernel.Planning;

/// <summary>A target as the planner sees it: its relations are indices into the list of all nodes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DependsOn">Targets that it pulls into the plan and runs after.</param>
/// <param name="OrderedAfter">Targets that it runs after if both are planned; includes those that trigger it.</param>
/// <param name="Triggers">Targets that it pulls into the plan.</param>
internal sealed record Node(string Name, int[] DependsOn, int[] OrderedAfter, int[] Triggers);
