using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Tests.Model;

/// <summary>Makes small stacks.</summary>
internal static class SampleStack
{
    public static readonly StackScope Scope = new("ns", "us-east-1", "123456789012", [new("Platform", "yourschool")]);

    public static StackDefinition Of(Action<StackBuilder> describe)
    {
        var stack = new StackBuilder("sample", Scope);
        describe(stack);
        return stack.Build(_ => true);
    }

    public static StackDefinition Of(params Resource[] resources) => Of(stack =>
    {
        foreach (var resource in resources)
        {
            stack.Add(resource);
        }
    });
}
