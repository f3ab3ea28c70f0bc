using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Tutor.Cluster.Secrets;
using TutorPipeline.Tutor.Registry;

namespace TutorPipeline.Tutor.Configuration;

/// <summary>What the configuration of a running platform is made from.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Endpoints">Where the database servers answer, as far as that is known.</param>
/// <param name="Images">The images that were pushed; null when none is known yet.</param>
public sealed record PlatformInput(PlatformEnvironment Environment, ServiceEndpoints Endpoints, PushedImages? Images)
{
    /// <summary>What the CDN stack hands over; null while not known.</summary>
    public CdnOutputs? Cdn { get; init; }

    /// <summary>What the mail stack hands over; null while not known.</summary>
    public MailOutputs? Mail { get; init; }

    /// <summary>Secrets that people give and the cluster does not keep, by the key of Tutor that they are for, such as <c>SMTP_PASSWORD</c>.</summary>
    public IReadOnlyDictionary<string, Secret> Given { get; init; } = new Dictionary<string, Secret>();

    /// <summary>The client secrets of identity providers, by the names of their backends, such as <c>google-oauth2</c>.</summary>
    public IReadOnlyDictionary<string, Secret> OAuthSecrets { get; init; } = new Dictionary<string, Secret>();

    /// <summary>The path of <c>settings_merge.yml</c>, which need not exist; null for none.</summary>
    public string? SettingsMerge { get; init; }

    /// <summary>Folders with Tutor plugins that are YAML files: the pipeline's, then the platform's own, which win.</summary>
    public IReadOnlyList<string> PluginFolders { get; init; } = [];
}
