using TutorPipeline.Model.Values;

namespace TutorPipeline.Backups.Storage;

/// <summary>Where the backups of an environment are.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Environment">The environment's name: the first folder.</param>
/// <param name="Region">The bucket's region.</param>
/// <param name="KeyArn">The ARN of the KMS key that every object is encrypted with.</param>
/// <param name="Endpoint">Where AWS answers; null for AWS itself.</param>
public sealed record BackupPlace(string Bucket, string Environment, AwsRegion Region, string KeyArn, EndpointUrl? Endpoint);
