using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Objects;

/// <summary>What a real server fills into a Service, its cluster address included.</summary>
internal static class Services
{
    private static int next;

    public static void Fill(JsonObject service)
    {
        var spec = Defaults.Child(service, "spec");
        foreach (var port in spec["ports"] as JsonArray ?? [])
        {
            Defaults.Set(port!.AsObject(), "protocol", "TCP");
            if (port["port"] is { } number)
            {
                Defaults.Set(port.AsObject(), "targetPort", number.DeepClone());
            }
        }

        Defaults.Set(spec, "type", "ClusterIP");
        Defaults.Set(spec, "sessionAffinity", "None");
        if ((string?)spec["type"] != "ExternalName")
        {
            Defaults.Set(spec, "internalTrafficPolicy", "Cluster");
            Address(spec);
        }

        Defaults.Child(service, "status").TryAdd("loadBalancer", new JsonObject());
    }

    private static void Address(JsonObject spec)
    {
        if (!spec.ContainsKey("clusterIP"))
        {
            var number = Interlocked.Increment(ref next);
            spec["clusterIP"] = $"10.96.{number / 250 % 250}.{number % 250 + 1}";
        }

        spec.TryAdd("clusterIPs", new JsonArray((string)spec["clusterIP"]!));
        spec.TryAdd("ipFamilies", new JsonArray("IPv4"));
        Defaults.Set(spec, "ipFamilyPolicy", "SingleStack");
    }
}
