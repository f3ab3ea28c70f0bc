namespace TutorPipeline.Tutor.Cluster.Checks;

/// <summary>What one check came to.</summary>
/// <param name="Check">The check, such as <c>heartbeat of courses.yourschool.edu</c>.</param>
/// <param name="Expected">What it should find.</param>
/// <param name="Found">What it found; for a check that was met, the same in short.</param>
/// <param name="IsMet">Whether they agree.</param>
public sealed record Finding(string Check, string Expected, string Found, bool IsMet)
{
    /// <summary>At what it ended.</summary>
    internal Obstacle Obstacle { get; init; }

    /// <summary>The finding as one line.</summary>
    /// <returns>Check, and what was found.</returns>
    public override string ToString() => IsMet ? $"{Check}: {Found}" : $"{Check}: expected {Expected}, found {Found}";
}

/// <summary>At what a check ended, by which it is told what to look at.</summary>
internal enum Obstacle
{
    /// <summary>An answer came.</summary>
    None,

    /// <summary>The name is not known.</summary>
    Name,

    /// <summary>Nothing takes the connection, or it breaks.</summary>
    Connection,

    /// <summary>The certificate is not accepted.</summary>
    Certificate,

    /// <summary>No answer came in time.</summary>
    Time,

    /// <summary>An answer came that only what stands before the platform gives: 502, 503 or 504 without the platform's words.</summary>
    Gateway,

    /// <summary>The platform itself answered that it is not well.</summary>
    Unwell,

    /// <summary>Nobody may look there.</summary>
    Right,
}
