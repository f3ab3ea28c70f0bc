using System.Xml.Linq;

namespace TutorPipeline.Infra.Calls;

/// <summary>A set of records of one name and type in a hosted zone.</summary>
/// <param name="Name">The name, without a final dot.</param>
/// <param name="Type">The type, such as <c>A</c>.</param>
/// <param name="Alias">The AWS name that it stands for, without a final dot; null for plain values.</param>
/// <param name="Values">The values; empty for an alias.</param>
public sealed record RecordSet(string Name, string Type, string? Alias, IReadOnlyList<string> Values)
{
    /// <summary>Where it leads, as people read it.</summary>
    public string Target => Alias ?? string.Join(", ", Values);
}

/// <summary>Where a name is to lead: to an AWS name by an alias, or to an address.</summary>
/// <param name="Name">The AWS name or the IPv4 address.</param>
/// <param name="ZoneId">The hosted zone of the AWS name, which an alias has to tell; null for an address.</param>
public sealed record RecordTarget(string Name, string? ZoneId);

/// <summary>Reads and writes records of hosted zones.</summary>
/// <param name="aws">Sends the calls.</param>
public sealed class RecordCalls(AwsCalls aws)
{
    // How long others may keep an address: short, because it is followed when it changes.
    private const int Seconds = 60;
    private static readonly XNamespace Names = "https://route53.amazonaws.com/doc/2013-04-01/";

    /// <summary>Lists every set of a zone.</summary>
    /// <param name="zoneId">The zone's id, such as <c>Z0123456789</c>.</param>
    /// <param name="cancellationToken">Ends the calls early.</param>
    /// <returns>The sets.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task<IReadOnlyList<RecordSet>> ListAsync(string zoneId, CancellationToken cancellationToken)
    {
        var sets = new List<RecordSet>();
        var from = new Dictionary<string, string>();
        while (true)
        {
            var call = AwsCall.Get(AwsService.Names, "ListResourceRecordSets", Subject(zoneId), Path(zoneId), from);
            var page = (await aws.SendAsync(call, cancellationToken)).Xml();
            sets.AddRange(page.Entries("ResourceRecordSets").Select(Read));
            if (page.Text("IsTruncated") != "true")
            {
                return sets;
            }

            from = new() { ["name"] = page.Text("NextRecordName")!, ["type"] = page.Text("NextRecordType")! };
        }
    }

    /// <summary>Lets names lead somewhere, all or none of them; what they led to before is replaced.</summary>
    /// <param name="zoneId">The zone's id.</param>
    /// <param name="hosts">The names.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>A task that ends when Route53 has taken them; name servers follow within a minute.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public Task PointAsync(string zoneId, IEnumerable<string> hosts, RecordTarget target, CancellationToken cancellationToken)
    {
        var changes = hosts.Select(host => new XElement(
            Names + "Change", new XElement(Names + "Action", "UPSERT"), new XElement(Names + "ResourceRecordSet", Set(host, target))));
        var body = new XElement(
            Names + "ChangeResourceRecordSetsRequest",
            new XElement(Names + "ChangeBatch", new XElement(Names + "Comment", "The platform's load balancer"), new XElement(Names + "Changes", changes)));
        return aws.SendAsync(AwsCall.PostXml(AwsService.Names, "ChangeResourceRecordSets", Subject(zoneId), Path(zoneId) + "/", body), cancellationToken);
    }

    private static IEnumerable<XElement> Set(string host, RecordTarget target)
    {
        yield return new(Names + "Name", host);
        yield return new(Names + "Type", "A");
        if (target.ZoneId is { } zone)
        {
            yield return new(
                Names + "AliasTarget",
                new XElement(Names + "HostedZoneId", zone),
                new XElement(Names + "DNSName", target.Name),
                new XElement(Names + "EvaluateTargetHealth", "false"));
        }
        else
        {
            yield return new(Names + "TTL", Seconds);
            yield return new(Names + "ResourceRecords", new XElement(Names + "ResourceRecord", new XElement(Names + "Value", target.Name)));
        }
    }

    // Route53 writes an asterisk, which is no letter of a name, as a number.
    private static RecordSet Read(XElement set) => new(
        Plain(set.Text("Name") ?? string.Empty).Replace(@"\052", "*", StringComparison.Ordinal),
        set.Text("Type") ?? string.Empty,
        set.Child("AliasTarget")?.Text("DNSName") is { } alias ? Plain(alias) : null,
        [.. set.Entries("ResourceRecords").Select(value => value.Text("Value")).OfType<string>()]);

    private static string Plain(string name) => name.TrimEnd('.').ToLowerInvariant();

    private static string Path(string zoneId) => $"/2013-04-01/hostedzone/{zoneId}/rrset";

    private static string Subject(string zoneId) => $"the hosted zone {zoneId}";
}
