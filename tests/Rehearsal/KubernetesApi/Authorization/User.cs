namespace TutorPipeline.Rehearsal.KubernetesApi.Authorization;

/// <summary>Who asks.</summary>
internal sealed record User(string Name, IReadOnlyList<string> Groups)
{
    public const string Masters = "system:masters";

    /// <summary>The bearer of the token that the server was started with, and of any token of the EKS cluster.</summary>
    public static readonly User Administrator = new("rehearsal", [Masters, "system:authenticated"]);
}
