using System.Text.Json.Nodes;

namespace TutorPipeline.KubernetesApi.Tests.Replay;

/// <summary>
/// Plays what the recorded cluster's controllers wrote between the requests: the stand-in is an API server alone. It writes through the
/// API, as they do.
/// </summary>
internal sealed class Controllers(ApiServerProcess server)
{
    private const string Me = "?fieldManager=kube-controller-manager";

    /// <summary>Makes the ConfigMap that the recorded cluster's own controller put into every namespace.</summary>
    public async Task AfterAsync(Recording recording)
    {
        if (recording.Id == "02-namespace-create 0")
        {
            await server.SendAsync("POST", "/api/v1/namespaces/recording/configmaps" + Me, JsonNode.Parse(
                """
                {"metadata":{"name":"openshift-service-ca.crt","annotations":{"service.beta.openshift.io/inject-cabundle":"true"}},
                 "data":{"service-ca.crt":""}}
                """));
        }
    }

    /// <summary>Brings a Deployment's status, and the annotation that goes with it, to where the recorded answer has it.</summary>
    public async Task BeforeAsync(Recording recording)
    {
        if ((string?)recording.Answer?.AsObjectOrNull()?["kind"] != "Deployment"
            || recording.Answer["status"] is not JsonObject { Count: > 0 } status)
        {
            return;
        }

        var path = recording.Path.Split('?')[0];
        var (_, live) = await server.SendAsync("GET", path);
        if (JsonNode.DeepEquals(live!["status"], status))
        {
            return;
        }

        live["status"] = status.DeepClone();
        if (recording.Answer["metadata"]!["annotations"] is JsonObject annotations)
        {
            live["metadata"]!["annotations"] = annotations.DeepClone();
        }

        var (code, answer) = await server.SendAsync("PUT", $"{path}/status{Me}", live);
        Assert.True(code == 200, $"The controllers' part could not be played: {answer}");
    }
}
