namespace TutorPipeline.Model;

/// <summary>What the storage stack hands to others. All but the key is known before the buckets exist.</summary>
/// <param name="MediaBucket">The bucket of public media, read through the CDN only.</param>
/// <param name="MediaOrigin">The host name at which the CDN reads that bucket.</param>
/// <param name="PrivateBucket">The bucket of grade reports and uploads.</param>
/// <param name="BackupBucket">The bucket of backups.</param>
/// <param name="BackupKeyArn">The key with which backups are encrypted.</param>
public sealed record StorageOutputs(
    string MediaBucket, string MediaOrigin, string PrivateBucket, string BackupBucket, string BackupKeyArn);

/// <summary>What the identity stack hands to others. All of it is known before the roles exist.</summary>
/// <param name="OpenEdxRoleArn">The role of LMS, Studio and their workers.</param>
/// <param name="BackupRoleArn">The role of backups.</param>
/// <param name="DeployRoleArn">The role of jobs on GitHub that provision and deploy.</param>
/// <param name="BuildRoleArn">The role of jobs on GitHub that build images.</param>
/// <param name="VerifyRoleArn">The role of jobs on GitHub that only look.</param>
public sealed record IdentityOutputs(
    string OpenEdxRoleArn, string BackupRoleArn, string DeployRoleArn, string BuildRoleArn, string VerifyRoleArn);

/// <summary>What the CDN stack hands to others.</summary>
/// <param name="DistributionId">The CloudFront distribution.</param>
/// <param name="DistributionDomain">The name that CloudFront gave it.</param>
/// <param name="Host">The name by which browsers ask for media.</param>
public sealed record CdnOutputs(string DistributionId, string DistributionDomain, string Host);

/// <summary>What the mail stack hands to others; known before anything exists.</summary>
/// <param name="Domain">The domain in whose name SES sends; null when an SMTP server sends.</param>
/// <param name="ConfigurationSet">The set of rules under which SES sends; null when an SMTP server sends.</param>
public sealed record MailOutputs(string? Domain, string? ConfigurationSet);

/// <summary>What the bastion stack hands to others.</summary>
/// <param name="InstanceId">The EC2 instance, to which Session Manager connects.</param>
/// <param name="PublicIp">Its address, which stays when the instance is replaced.</param>
/// <param name="SecurityGroupId">Its security group.</param>
/// <param name="Host">Its name, to which SSH connects where it is open.</param>
public sealed record BastionOutputs(string InstanceId, string PublicIp, string SecurityGroupId, string Host);
