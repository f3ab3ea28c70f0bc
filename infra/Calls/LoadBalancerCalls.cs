using System.Xml.Linq;

namespace TutorPipeline.Infra.Calls;

/// <summary>A load balancer.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>application</c>, <c>network</c>, <c>gateway</c> or <c>classic</c>.</param>
/// <param name="HostName">The name under which it answers.</param>
public sealed record LoadBalancer(string Arn, string Name, string Type, string HostName);

/// <summary>The operations of Elastic Load Balancing that the pipeline needs, for both generations.</summary>
/// <param name="aws">Sends the calls.</param>
public sealed class LoadBalancerCalls(AwsCalls aws)
{
    private const string Classic = "classic";

    /// <summary>Reads a load balancer.</summary>
    /// <param name="arn">Its ARN, which tells the generation.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The load balancer, or null when it is gone.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task<LoadBalancer?> FindAsync(string arn, CancellationToken cancellationToken)
    {
        var name = ClassicName(arn);
        try
        {
            if (name is not null)
            {
                var old = await DescribeAsync(
                    AwsService.ClassicLoadBalancers, arn, ("LoadBalancerNames.member.1", name), cancellationToken);
                return old.Entries("LoadBalancerDescriptions").FirstOrDefault() is { } it
                    ? new(arn, name, Classic, it.Text("DNSName") ?? string.Empty) : null;
            }

            var answer = await DescribeAsync(AwsService.LoadBalancers, arn, ("LoadBalancerArns.member.1", arn), cancellationToken);
            return answer.Entries("LoadBalancers").FirstOrDefault() is { } balancer ? Read(arn, balancer) : null;
        }
        catch (AwsRefusedException exception) when (exception.Code is "LoadBalancerNotFound" or "LoadBalancerNotFoundException")
        {
            return null;
        }
    }

    /// <summary>Looks up the hosted zone in which AWS keeps a load balancer's name, which an alias to it has to tell.</summary>
    /// <param name="hostName">The name under which it answers.</param>
    /// <param name="cancellationToken">Ends the calls early.</param>
    /// <returns>The zone's id, or null when this account has no such load balancer in this region.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task<string?> FindZoneAsync(string hostName, CancellationToken cancellationToken)
    {
        string? marker = null;
        do
        {
            var call = AwsCall.Query(
                AwsService.LoadBalancers, "DescribeLoadBalancers", $"the load balancer {hostName}", marker is null ? [] : [("Marker", marker)]);
            var page = (await aws.SendAsync(call, cancellationToken)).Xml();
            if (page.Entries("LoadBalancers").FirstOrDefault(it => string.Equals(it.Text("DNSName"), hostName, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return found.Text("CanonicalHostedZoneId");
            }

            marker = page.All("NextMarker").FirstOrDefault()?.Value;
        }
        while (!string.IsNullOrEmpty(marker));
        return null;
    }

    /// <summary>Deletes a load balancer; one that is gone already is no error.</summary>
    /// <param name="arn">Its ARN.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>A task that ends when AWS has taken the request.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public Task DeleteAsync(string arn, CancellationToken cancellationToken) => aws.SendAsync(
        ClassicName(arn) is { } name
            ? AwsCall.Query(AwsService.ClassicLoadBalancers, "DeleteLoadBalancer", Subject(arn), [("LoadBalancerName", name)])
            : AwsCall.Query(AwsService.LoadBalancers, "DeleteLoadBalancer", Subject(arn), [("LoadBalancerArn", arn)]),
        cancellationToken);

    private async Task<XElement> DescribeAsync(
        AwsService service, string arn, (string Name, string Value) which, CancellationToken cancellationToken) =>
        (await aws.SendAsync(AwsCall.Query(service, "DescribeLoadBalancers", Subject(arn), [which]), cancellationToken)).Xml();

    private static LoadBalancer Read(string arn, XElement balancer) => new(
        arn,
        balancer.Text("LoadBalancerName") ?? arn,
        balancer.Text("Type") ?? "application",
        balancer.Text("DNSName") ?? string.Empty);

    // arn:aws:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/NAME is classic; newer ones have loadbalancer/app/NAME/ID.
    private static string? ClassicName(string arn)
    {
        var parts = arn.Split('/');
        return parts.Length == 2 ? parts[1] : null;
    }

    private static string Subject(string arn) => $"the load balancer {arn}";
}
