using TutorPipeline.Infra.Connections;
using TutorPipeline.Parameters;

namespace TutorPipeline.Components;

/// <summary>The way to a backing service for a person.</summary>
public interface IConnect : IHaveStages, IConnectionParameters
{
    /// <summary>Prints or opens the connection to mysql, mongodb, redis or the bastion.</summary>
    Target Connect => _ => _
        .Description("Prints or opens the connection to mysql, mongodb, redis or the bastion")
        .Requires(() => Service)
        .Carries(() => Stages.Connect(new ConnectionRequest(Service!.Value, Open, ShowSecrets)));
}
