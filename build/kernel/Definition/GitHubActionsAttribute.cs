namespace TutorPipeline.Kernel;

/// <summary>A machine that GitHub offers; the file says <c>ubuntu-24.04</c> for <see cref="Ubuntu2404"/>.</summary>
public enum GitHubActionsImage
{
    /// <summary>ubuntu-latest.</summary>
    UbuntuLatest,

    /// <summary>ubuntu-24.04.</summary>
    Ubuntu2404,

    /// <summary>ubuntu-22.04.</summary>
    Ubuntu2204,

    /// <summary>A runner of one's own.</summary>
    SelfHosted,
}

/// <summary>What starts a workflow without further conditions.</summary>
public enum GitHubActionsTrigger
{
    /// <summary>A push to any branch.</summary>
    Push,

    /// <summary>A pull request.</summary>
    PullRequest,

    /// <summary>A person, by hand.</summary>
    WorkflowDispatch,
}

/// <summary>
/// One workflow file, <c>.github/workflows/&lt;name&gt;.yml</c>, declared on the build class. The options are NUKE's
/// (https://nuke.build/docs/cicd/github-actions/); this engine only reads them when workflows are generated, never in a normal run.
/// </summary>
/// <param name="name">The workflow's name and file name.</param>
/// <param name="image">The first machine.</param>
/// <param name="images">Further machines, one job each.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class GitHubActionsAttribute(string name, GitHubActionsImage image, params GitHubActionsImage[] images) : Attribute
{
    /// <summary>The workflow's name and file name.</summary>
    public string Name { get; } = name;

    /// <summary>The first machine.</summary>
    public GitHubActionsImage Image { get; } = image;

    /// <summary>Further machines.</summary>
    public GitHubActionsImage[] Images { get; } = images;

    /// <summary>Triggers without conditions; not together with the detailed ones.</summary>
    public GitHubActionsTrigger[] On { get; set; } = [];

    /// <summary>Branches whose pushes start it.</summary>
    public string[] OnPushBranches { get; set; } = [];

    /// <summary>Tags whose pushes start it.</summary>
    public string[] OnPushTags { get; set; } = [];

    /// <summary>Branches whose pull requests start it.</summary>
    public string[] OnPullRequestBranches { get; set; } = [];

    /// <summary>Inputs that a person may give.</summary>
    public string[] OnWorkflowDispatchOptionalInputs { get; set; } = [];

    /// <summary>Inputs that a person must give.</summary>
    public string[] OnWorkflowDispatchRequiredInputs { get; set; } = [];

    /// <summary>A schedule of five fields, in UTC.</summary>
    public string? OnCronSchedule { get; set; }

    /// <summary>The targets that the job runs.</summary>
    public string[] InvokedTargets { get; set; } = [];

    /// <summary>Parameters that come from the repository's secrets.</summary>
    public string[] ImportSecrets { get; set; } = [];

    /// <summary>Files whose content is the cache's key; none for no cache.</summary>
    public string[] CacheKeyFiles { get; set; } = [];

    /// <summary>Minutes after which GitHub ends the job; 0 for GitHub's own limit.</summary>
    public int TimeoutMinutes { get; set; }

    /// <summary>The GitHub environment of the job.</summary>
    public string? EnvironmentName { get; set; }

    /// <summary>Runs of one group wait for each other.</summary>
    public string? ConcurrencyGroup { get; set; }

    /// <summary>Whether a new run cancels the one before it in the group.</summary>
    public bool ConcurrencyCancelInProgress { get; set; }
}
