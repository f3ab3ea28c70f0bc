namespace TutorPipeline.Model;

/// <summary>What the network stack hands to others.</summary>
/// <param name="VpcId">The VPC's id.</param>
/// <param name="VpcCidr">The VPC's address range.</param>
/// <param name="PublicSubnetIds">One public subnet a zone, in the order of the zones.</param>
/// <param name="PrivateSubnetIds">One private subnet a zone, in the order of the zones.</param>
/// <param name="DatabaseSubnetIds">The subnets of MySQL and MongoDB.</param>
/// <param name="CacheSubnetIds">The subnets of Redis.</param>
/// <param name="NatPublicIps">The addresses from which the platform reaches the internet.</param>
public sealed record NetworkOutputs(
    string VpcId,
    string VpcCidr,
    IReadOnlyList<string> PublicSubnetIds,
    IReadOnlyList<string> PrivateSubnetIds,
    IReadOnlyList<string> DatabaseSubnetIds,
    IReadOnlyList<string> CacheSubnetIds,
    IReadOnlyList<string> NatPublicIps);

/// <summary>What the cluster stack hands to others.</summary>
/// <param name="ClusterName">The EKS cluster's name.</param>
/// <param name="Endpoint">The API server's address, an https URL.</param>
/// <param name="CertificateAuthority">The API server's CA, base64-encoded PEM.</param>
/// <param name="OidcIssuer">The OIDC issuer, an https URL.</param>
/// <param name="SecurityGroupId">The security group of the cluster's nodes and pods.</param>
public sealed record ClusterOutputs(
    string ClusterName,
    string Endpoint,
    string CertificateAuthority,
    string OidcIssuer,
    string SecurityGroupId);

/// <summary>What the registry stack hands to others.</summary>
/// <param name="OpenEdxRepositoryUrl">The repository of the LMS and Studio image, without tag.</param>
/// <param name="MfeRepositoryUrl">The repository of the micro-frontends' image, without tag.</param>
/// <param name="BackupRepositoryUrl">The repository of the backup image, without tag.</param>
/// <param name="CacheRepositoryUrl">The mutable repository of the build cache, without tag.</param>
public sealed record RegistryOutputs(
    string OpenEdxRepositoryUrl,
    string MfeRepositoryUrl,
    string BackupRepositoryUrl,
    string CacheRepositoryUrl);

/// <summary>The hosted zone above an environment's own, in which that is delegated.</summary>
/// <param name="ZoneId">The zone's id.</param>
public sealed record ParentZone(string ZoneId);

/// <summary>What the DNS stack hands to others.</summary>
/// <param name="ZoneId">The environment's hosted zone.</param>
/// <param name="NameServers">The name servers of the zone.</param>
/// <param name="CertificateArn">The validated certificate in the environment's region.</param>
/// <param name="CloudFrontCertificateArn">The validated certificate in us-east-1.</param>
public sealed record DnsOutputs(
    string ZoneId, IReadOnlyList<string> NameServers, string CertificateArn, string CloudFrontCertificateArn);

/// <summary>What the MySQL stack hands to others.</summary>
/// <param name="Address">The server's own name, which its certificate carries.</param>
/// <param name="Port">The TCP port.</param>
public sealed record MySqlOutputs(string Address, int Port);

/// <summary>What the MongoDB stack hands to others.</summary>
/// <param name="Endpoint">The primary's own name, which the certificate carries.</param>
/// <param name="ReaderEndpoint">The readers' own name.</param>
/// <param name="Port">The TCP port.</param>
public sealed record MongoDbOutputs(string Endpoint, string ReaderEndpoint, int Port);

/// <summary>What the Redis stack hands to others.</summary>
/// <param name="ReplicationGroupId">The replication group, whose token is set through the API.</param>
/// <param name="PrimaryEndpoint">The primary's own name, which the certificate carries.</param>
/// <param name="Port">The TCP port.</param>
public sealed record RedisOutputs(string ReplicationGroupId, string PrimaryEndpoint, int Port);
