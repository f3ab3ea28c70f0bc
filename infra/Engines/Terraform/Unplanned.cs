using TutorPipeline.Infra.Access;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>What is said where Terraform, the provider or AWS could not be asked.</summary>
internal static class Unplanned
{
    /// <summary>The typed stack has to speak for itself.</summary>
    public static EnginePlan Without(StackFiles stack, string why, string howToGet, AwsStanding standing) => new(
        null, [new NotLookedAt($"plan of stack {stack.Stack} by Terraform", why, howToGet), .. StateOf(stack, standing)]);

    /// <summary>Terraform is there, its provider is not.</summary>
    public static EnginePlan WithoutProvider(StackFiles stack, AwsStanding standing) => Without(
        stack, "the AWS provider is neither in a local folder nor to be had from the registry", ProviderNotAvailableException.HowToGet, standing);

    /// <summary>What is deleted where nobody may look: everything that the stack would have made.</summary>
    public static EnginePlan Deletion(StackFiles stack, AwsStanding standing) => new(
        [.. stack.ResourceAddresses.Select(address => new Change(ChangeKind.Delete, $"{stack.Stack}/{address}", "if it exists"))],
        [
            new NotLookedAt(
                $"state of stack {stack.Stack}",
                $"{standing.Why}; what would be deleted is what the configuration would make",
                standing.HowToGet),
        ]);

    /// <summary>What a plan made without AWS leaves open; nothing, when AWS said that there is no state.</summary>
    public static NotLookedAt[] StateOf(StackFiles stack, AwsStanding standing) => standing.Caller is not null ? [] :
    [
        new NotLookedAt(
            $"state of stack {stack.Stack}",
            $"{standing.Why}; the plan was made as if nothing existed yet",
            standing.HowToGet),
    ];
}
