using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Initialization;

/// <summary>One step of an initialization: a shell script in the surroundings of one of Tutor's services.</summary>
/// <param name="Service">The service, such as <c>lms</c>, whose Job template gives image, settings and volumes.</param>
/// <param name="Script">
/// The script, for <c>sh -e -c</c>. It holds no secret: what it needs comes from <paramref name="Variables"/> or is in
/// <see cref="SecretScript"/>.
/// </param>
/// <param name="Variables">Variables from Secrets.</param>
public sealed record InitializationTask(string Service, string Script, IReadOnlyList<SecretVariable> Variables)
{
    /// <summary>The variable in which a container gets <see cref="SecretScript"/>.</summary>
    public const string ScriptVariable = "TUTORPIPELINE_SCRIPT";

    /// <summary>
    /// What <see cref="Script"/> evaluates, when that holds secrets; null otherwise. It is in a Secret that lives as long as its Job, and
    /// the container has it as <see cref="ScriptVariable"/>.
    /// </summary>
    public Secret? SecretScript { get; private init; }

    /// <summary>What it is called in reports; the service when nothing else is given.</summary>
    public string Title { get; init; } = Service;

    /// <summary>A task whose script holds secrets.</summary>
    /// <param name="service">The service.</param>
    /// <param name="script">The whole script.</param>
    /// <returns>The task.</returns>
    public static InitializationTask OfSecret(string service, Secret script)
    {
        ArgumentNullException.ThrowIfNull(script);
        return new InitializationTask(service, $"eval \"${ScriptVariable}\"", []) { SecretScript = script };
    }
}

/// <summary>A variable whose value the cluster takes from a Secret, so that it is in no Job and no log.</summary>
/// <param name="Name">The variable.</param>
/// <param name="SecretName">The Secret in the platform's namespace.</param>
/// <param name="Key">The key in it.</param>
public sealed record SecretVariable(string Name, string SecretName, string Key);

/// <summary>How long and how often a task of an initialization may run.</summary>
public sealed record InitializationRule
{
    /// <summary>How long one task may take, its second attempt included.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How often a task that failed is tried again.</summary>
    public int Retries { get; init; } = 1;

    /// <summary>How long the cluster keeps a finished Job with its log.</summary>
    public TimeSpan Kept { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long an earlier task of ours that still runs is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(30);
}
