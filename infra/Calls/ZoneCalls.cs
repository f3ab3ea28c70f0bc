using TutorPipeline.Model;

namespace TutorPipeline.Infra.Calls;

/// <summary>The operation of Route53 that the pipeline needs.</summary>
/// <param name="aws">Sends the calls.</param>
public sealed class ZoneCalls(AwsCalls aws)
{
    /// <summary>Looks up the public hosted zone of a domain.</summary>
    /// <param name="domain">The domain, such as <c>yourschool.edu</c>.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The zone's id, or null when there is none.</returns>
    /// <exception cref="SeveralZonesException">There are several, and a registrar can point to one only.</exception>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task<string?> FindAsync(string domain, CancellationToken cancellationToken)
    {
        var call = AwsCall.Get(
            AwsService.Names, "ListHostedZonesByName", domain, "/2013-04-01/hostedzonesbyname",
            new Dictionary<string, string> { ["dnsname"] = domain });
        var found = (await aws.SendAsync(call, cancellationToken)).Xml().Entries("HostedZones")
            .Where(zone => zone.Text("Name")?.TrimEnd('.') == domain && zone.Child("Config")?.Text("PrivateZone") != "true")
            .Select(zone => zone.Text("Id")!.Split('/')[^1])
            .ToList();
        return found.Count > 1 ? throw new SeveralZonesException(domain, found) : found.FirstOrDefault();
    }
}

/// <summary>A domain has several public hosted zones.</summary>
/// <param name="domain">The domain.</param>
/// <param name="ids">The zones' ids.</param>
public sealed class SeveralZonesException(string domain, IReadOnlyList<string> ids) : PipelineException(
    $"Route53 has {ids.Count} public hosted zones named {domain}: {string.Join(", ", ids)}. Only one can be the one that the registrar points "
    + "to, and a record in another would never be found. Nothing was changed. Delete those that 'dig NS' does not lead to, and run again.");
