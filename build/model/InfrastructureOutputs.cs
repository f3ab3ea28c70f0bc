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
