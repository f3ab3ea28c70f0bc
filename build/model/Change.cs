namespace TutorPipeline.Model;

/// <summary>What a stage would do to one subject; the words are those of <c>plan.json</c>, in lower case.</summary>
public enum ChangeKind
{
    /// <summary>It does not exist and would be made.</summary>
    Create,

    /// <summary>It exists and would be changed in place.</summary>
    Update,

    /// <summary>It exists and would be deleted and made anew.</summary>
    Replace,

    /// <summary>It exists and would be removed.</summary>
    Delete,

    /// <summary>Something would be carried out that leaves no object of its own: a build, a push, a check.</summary>
    Run,

    /// <summary>Nothing needs to be done; the detail says why.</summary>
    Skip,

    /// <summary>What would happen cannot be said yet; the detail names the target after which it can.</summary>
    Unknown,
}

/// <summary>One line of a plan: what would happen to which subject, and why or how.</summary>
/// <param name="Kind">What would happen.</param>
/// <param name="Subject">
/// What it would happen to. A resource's subject is <c>&lt;stack&gt;/&lt;its Terraform address&gt;</c>, such as <c>network/aws_vpc.main</c>.
/// </param>
/// <param name="Detail">The facts a reader needs to judge it; never a secret. Null when the subject says all.</param>
public sealed record Change(ChangeKind Kind, string Subject, string? Detail = null);

/// <summary>Something a plan could not look at, so that its silence is never taken for "no change".</summary>
/// <param name="What">What was not looked at, such as <c>state of stack network</c>.</param>
/// <param name="Why">Why not: no credentials, no tool, no network.</param>
/// <param name="HowToGet">What to do so that the next plan can look at it.</param>
public sealed record NotLookedAt(string What, string Why, string HowToGet);
