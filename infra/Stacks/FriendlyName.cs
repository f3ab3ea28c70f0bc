using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>Names in the environment's zone for what AWS names by itself.</summary>
internal static class FriendlyName
{
    private const int Seconds = 300;

    /// <summary>The input with the zone's id.</summary>
    public static Reference<string> Zone(StackBuilder stack, Upstream<DnsOutputs> dns) =>
        stack.Take("zone_id", "The environment's hosted zone.", dns, outputs => outputs.ZoneId);

    /// <summary>Lets a name stand for another.</summary>
    public static void Add(StackBuilder stack, string logicalName, Value<string> zone, string host, Value<string> target) =>
        stack.Add(new AwsRoute53Record(logicalName)
        {
            ZoneId = zone,
            Name = host,
            Type = "CNAME",
            Ttl = Seconds,
            Records = [target],
        });
}
