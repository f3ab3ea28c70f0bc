namespace TutorPipeline.Infra.Stacks;

/// <summary>What the name of an EC2 instance type tells.</summary>
internal static class InstanceTypes
{
    /// <summary>Whether its processor is an ARM one: Graviton families carry a "g" after their generation: t4g, m7g, c8gn.</summary>
    public static bool IsArm(string instanceType)
    {
        var family = instanceType.Split('.')[0];
        var generation = family.IndexOfAny(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
        return generation >= 0 && family[generation..].Contains('g', StringComparison.Ordinal);
    }
}
