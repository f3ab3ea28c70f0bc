namespace TutorPipeline.Tutor.Cluster.Checks;

/// <summary>Compares what was found inside of the cluster with what was found outside, and says where to look.</summary>
/// <param name="Name">What answers: <c>LMS</c> or <c>Studio</c>.</param>
/// <param name="Service">Its Service and Deployment.</param>
/// <param name="Host">Its host.</param>
internal sealed record Diagnosis(string Name, string Service, string Host)
{
    /// <summary>One sentence or more about a part that is not well; null for one that is.</summary>
    /// <param name="inside">Its heartbeat inside; null when nobody looked.</param>
    /// <param name="outside">Its heartbeat outside.</param>
    /// <param name="namespaceName">The platform's namespace; null when it is not known.</param>
    public string? Say(Finding? inside, Finding outside, string? namespaceName)
    {
        var place = namespaceName is null ? "" : $" -n {namespaceName}";
        return (inside, outside) switch
        {
            (null or { Obstacle: Obstacle.Right }, { IsMet: true }) or ({ IsMet: true }, { IsMet: true }) => null,
            (null or { Obstacle: Obstacle.Right } or { IsMet: true }, { Obstacle: Obstacle.Unwell }) =>
                $"{Name} says itself what does not work: see 'kubectl logs{place} deployment/{Service}', and whether its pods reach "
                + "what it names.",
            (null or { Obstacle: Obstacle.Right }, _) => $"{Name}: {Between(outside, place)}",
            ({ IsMet: true }, _) => $"{Name} answers inside the cluster and not from outside: its pods are well. {Between(outside, place)}",
            ({ Obstacle: not (Obstacle.None or Obstacle.Unwell or Obstacle.Gateway) }, { IsMet: true }) =>
                $"{Name} answers from outside, and the way through the API server to its pod is broken. Check --kubeconfig or the AWS "
                + $"credentials, and 'kubectl port-forward{place} service/{Service} 8000'.",
            (_, { IsMet: true }) => $"{Name} answers from outside, and one of its pods is not well. {Pods(place)}",
            _ => $"{Name} is not well inside the cluster either, so load balancer and DNS are not the cause. {Pods(place)}",
        };
    }

    private string Pods(string place) =>
        $"See 'kubectl get pods{place} -l app.kubernetes.io/name={Service}' and 'kubectl logs{place} deployment/{Service}'.";

    private string Between(Finding outside, string place) => outside.Obstacle switch
    {
        Obstacle.Name =>
            $"The name {Host} is not known here: run PointDns, and look whether the zone above delegates to the environment's "
            + "('dig NS'). Until names have spread, --check-address asks the load balancer itself.",
        Obstacle.Certificate =>
            $"The certificate that is shown for {Host} is not accepted: see the load balancer's listener and its certificate "
            + "(ProvisionDns, RenderManifests), or name the authority with --check-trust if it is your own.",
        Obstacle.Connection or Obstacle.Time =>
            $"Nothing answers where {Host} leads: see the load balancer with 'kubectl describe ingress{place}', its security groups and "
            + "subnets, and whether DNS leads to the one that is there now (PointDns).",
        Obstacle.Gateway =>
            "The load balancer or Caddy answers for the pods: see its targets with 'kubectl describe ingress"
            + $"{place}', and 'kubectl logs{place} deployment/caddy'.",
        _ =>
            $"Another server or another rule answers for {Host}: compare 'kubectl describe ingress{place}' and Caddy's hosts "
            + $"('kubectl logs{place} deployment/caddy') with the name, and look where DNS leads (PointDns).",
    };
}
