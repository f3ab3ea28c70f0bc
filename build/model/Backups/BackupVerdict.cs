namespace TutorPipeline.Model.Backups;

/// <summary>Something that a verification found.</summary>
/// <param name="Subject">What it is about, such as <c>mysql.sql.zst</c> or <c>openedx.auth_user</c>.</param>
/// <param name="IsGood">Whether it is as it should be.</param>
/// <param name="Text">The facts, where they were seen, and for a fault the next step, in one line without secrets.</param>
public sealed record BackupFinding(string Subject, bool IsGood, string Text);

/// <summary>To which depth one member of a backup was verified.</summary>
/// <param name="Name">The member, such as <c>mysql.sql.zst</c>.</param>
/// <param name="Engine"><c>MySQL</c> or <c>MongoDB</c>.</param>
/// <param name="Depth">The depth that was reached.</param>
/// <param name="WhyNoDeeper">Why the asked depth was not reached, such as "there is no mongod on PATH"; null when it was.</param>
/// <param name="Bytes">The member's size, in bytes.</param>
/// <param name="Sets">How many tables or collections it holds.</param>
/// <param name="Rows">How many rows or documents it holds.</param>
public sealed record MemberVerdict(
    string Name, string Engine, BackupDepth Depth, string? WhyNoDeeper, long Bytes, int Sets, long Rows);

/// <summary>What a verification of a backup says.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Backup">The backup; null when there is none.</param>
/// <param name="Depth">The depth that was asked for.</param>
/// <param name="At">When the verification ended, in UTC.</param>
/// <param name="RecoveryPoint">How old the data in the backup were when the verification ended; null when there is no backup.</param>
/// <param name="RecoveryTime">How long reading or restoring took; null when nothing was read.</param>
/// <param name="Members">What was verified of each member.</param>
/// <param name="Findings">Everything that was looked at, in order.</param>
public sealed record BackupVerdict(
    string Environment, BackupId? Backup, BackupDepth Depth, DateTimeOffset At, TimeSpan? RecoveryPoint, TimeSpan? RecoveryTime,
    IReadOnlyList<MemberVerdict> Members, IReadOnlyList<BackupFinding> Findings)
{
    /// <summary>Whether there is a backup and nothing is wrong with it.</summary>
    public bool IsGood => Backup is not null && Findings.All(finding => finding.IsGood);

    /// <summary>The depth that every member reached.</summary>
    public BackupDepth ReachedDepth => Members.Count == 0 ? BackupDepth.Present : Members.Min(member => member.Depth);
}
