using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Infra;

/// <summary>
/// What the stacks that are not written yet would make, as far as configuration alone tells. The subjects are no Terraform addresses: those come
/// with the stacks.
/// </summary>
public static class StackOutlines
{
    /// <summary>The outline of a stack.</summary>
    /// <param name="stack">The stack's name, such as <c>mysql</c>.</param>
    /// <param name="environment">The environment.</param>
    /// <returns>The plan; it is complete in what configuration tells and may never be applied.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no outline of that name.</exception>
    public static StagePlan Of(string stack, PlatformEnvironment environment) => new(
        [.. Things(stack, environment).Select(t => new Change(ChangeKind.Create, $"{stack}/{t.Thing}", t.Detail))],
        [
            new NotLookedAt(
                $"the stack {stack}, resource by resource", "this version has no stack for it yet",
                "a later version of the pipeline; see CHANGELOG.md"),
        ],
        []);

    private static (string Thing, string Detail)[] Things(string stack, PlatformEnvironment e) => stack switch
    {
        "cdn" => [("distribution", $"{e.Names.CdnHost} before {e.Names.StorageBucket}")],
        "mail" => [("identity", $"{e.Names.Domain} with DKIM, sent through {e.Mail.Mode}")],
        "bastion" =>
        [
            ("host", $"{e.Names.BastionHost}: {e.Bastion.InstanceType}, SSH from "
                + (e.Bastion.AllowedCidrs.Count == 0 ? "nowhere (Session Manager only)" : string.Join(", ", e.Bastion.AllowedCidrs))),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(stack), stack, "There is no outline of this stack."),
    };
}
