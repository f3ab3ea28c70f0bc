namespace TutorPipeline.Tutor.Cluster.Secrets;

/// <summary>One Secret of the platform: its name and what its keys are.</summary>
/// <param name="Name">The name.</param>
/// <param name="Purpose">What it is for, in a few words.</param>
/// <param name="Keys">Its keys. A derived key comes after those it is calculated from.</param>
public sealed record SecretDefinition(string Name, string Purpose, IReadOnlyList<KeyDefinition> Keys);

/// <summary>One key of a Secret.</summary>
/// <param name="Key">The key, such as <c>MYSQL_ROOT_PASSWORD</c>.</param>
/// <param name="Source">Where its value comes from.</param>
public sealed record KeyDefinition(string Key, KeySource Source);

/// <summary>
/// Where the database servers answer: what ProvisionMySql, ProvisionMongoDb and ProvisionRedis hand over; null while not known.
/// </summary>
/// <param name="MySqlHost">The address of MySQL that its certificate names.</param>
/// <param name="MongoDbHost">The address of MongoDB that its certificate names.</param>
/// <param name="RedisHost">The address of Redis that its certificate names.</param>
public sealed record ServiceEndpoints(string? MySqlHost = null, string? MongoDbHost = null, string? RedisHost = null);
