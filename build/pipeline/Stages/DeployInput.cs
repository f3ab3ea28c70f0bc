using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Parameters;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Images.Sources;
using TutorPipeline.Tutor.Registry;

namespace TutorPipeline.Stages;

/// <summary>Gathers what a running platform is configured from.</summary>
/// <param name="environment">The environment.</param>
/// <param name="parameters">Where secrets that people give come from.</param>
/// <param name="infrastructure">What the stacks hand over.</param>
/// <param name="places">Where files are.</param>
internal sealed class DeployInput(
    PlatformEnvironment environment, IEnvironmentParameters parameters, Infrastructure infrastructure, ImagePlaces places)
{
    /// <summary>What is known now.</summary>
    public async Task<PlatformInput> ReadAsync(CancellationToken cancellationToken)
    {
        var (outputs, endpoints) = (infrastructure.Outputs, await infrastructure.EndpointsAsync(cancellationToken));
        return new PlatformInput(environment, endpoints, await PushedImages.ReadAsync(places.PushedImages, cancellationToken))
        {
            Cdn = (await outputs.CdnAsync(cancellationToken)).Known,
            Mail = (await outputs.MailAsync(cancellationToken)).Known,
            Given = Given(),
            OAuthSecrets = OAuthSecretsReading.Of(parameters.OAuthSecrets),
            SettingsMerge = SettingsMerge(),
            PluginFolders = places.PluginFolders,
        };
    }

    /// <summary>The pushed images and the certificate of the environment's zone, as far as they are known.</summary>
    public async Task<(PushedImages? Images, string? CertificateArn)> KnownAsync(CancellationToken cancellationToken) => (
        await PushedImages.ReadAsync(places.PushedImages, cancellationToken),
        (await infrastructure.Outputs.DnsAsync(cancellationToken)).Known?.CertificateArn);

    /// <summary>The commits of the sources, by the sources' names.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SourcesAsync(CancellationToken cancellationToken)
    {
        var commits = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in (await SourcesFile.ReadAsync(places.Sources, cancellationToken))?.Sources ?? [])
        {
            commits[source.Name] = source.Version;
        }

        return commits;
    }

    private Dictionary<string, Secret> Given()
    {
        var given = new Dictionary<string, Secret>();
        (string Key, Secret? Value)[] all =
        [
            ("FACEBOOK_APP_ID", parameters.FacebookAppId), ("FACEBOOK_APP_SECRET", parameters.FacebookAppSecret),
            .. environment.Mail.Mode == MailMode.Ses
                ? Array.Empty<(string, Secret?)>() : [("SMTP_USERNAME", parameters.SmtpUsername), ("SMTP_PASSWORD", parameters.SmtpPassword)],
        ];
        foreach (var (key, value) in all)
        {
            if (value is not null)
            {
                given.Add(key, value);
            }
        }

        return given;
    }

    // The environment's own file stands for the one of all environments.
    private string SettingsMerge()
    {
        var own = Path.Combine(places.Root, "tutor", $"settings_merge.{environment.Identity.Name}.yml");
        return File.Exists(own) ? own : Path.Combine(places.Root, "tutor", "settings_merge.yml");
    }
}
