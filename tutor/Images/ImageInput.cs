using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Tutor.Configuration;

namespace TutorPipeline.Tutor.Images;

/// <summary>Describes what Tutor renders for the images of an environment.</summary>
public static class ImageInput
{
    private const string MailPlugin = "zz_tutorpipeline_mail";
    private const string TrustStoreKey = "ZZ_TUTORPIPELINE_DOCUMENTDB_TRUST_STORE";
    private const string TrustStorePath = "tutorpipeline/rds-bundle.pem";

    /// <summary>Puts it together.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="sources">Its sources.</param>
    /// <param name="candidate">The name that each image gets in the engine, by Tutor's name of it.</param>
    /// <param name="trustStore">A file with the authorities of Amazon's databases; null for Amazon's own address.</param>
    /// <param name="pluginFolders">Folders with Tutor plugins that are YAML files: the pipeline's, then the platform's own, which win.</param>
    /// <returns>What is rendered.</returns>
    public static RenderingInput Of(
        PlatformEnvironment environment,
        IReadOnlyList<ResolvedSource> sources,
        Func<string, string> candidate,
        string? trustStore,
        IReadOnlyList<string> pluginFolders)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in pluginFolders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.yml")))
        {
            files[Path.GetFileNameWithoutExtension(path)] = File.ReadAllText(path);
        }

        // The package that sends through SES is of no use to who sends through a server of their own.
        if (environment.Mail.Mode != MailMode.Ses)
        {
            files.Remove(MailPlugin);
        }

        var settings = new Dictionary<string, object>();
        var beside = new Dictionary<string, string>();
        if (trustStore is not null)
        {
            settings[TrustStoreKey] = TrustStorePath;
            beside[TrustStorePath] = File.Exists(trustStore) ? File.ReadAllText(trustStore) : throw new TrustStoreException(trustStore);
        }

        var plugins = environment.Image.TutorPlugins.Select(TutorPluginCatalogue.NameOf).Concat(files.Keys).ToList();
        var configuration = ImageConfiguration.Of(environment, candidate, plugins, settings);
        if (configuration.Plugins.Contains(ImageConfiguration.SourcesPlugin))
        {
            files[ImageConfiguration.SourcesPlugin] = ImageConfiguration.SourcesPluginText(sources);
        }

        return new RenderingInput(configuration, files) { Files = beside };
    }
}

/// <summary>The file with the authorities of Amazon's databases is not there.</summary>
/// <param name="path">Where it was looked for.</param>
public sealed class TrustStoreException(string path) : PipelineException(
    $"TrustStore: there is no file {path}. Get it from https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem, or leave the parameter out "
    + "to let the build get it there.");
