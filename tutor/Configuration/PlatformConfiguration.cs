using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Tutor.Configuration;

/// <summary>
/// Tutor's configuration of a running platform. It has everything that Tutor would otherwise generate, so that every machine renders the same.
/// </summary>
/// <param name="Configuration">The configuration; it holds secrets.</param>
/// <param name="PluginFiles">The text of each plugin that is a file, by its name.</param>
public sealed record PlatformConfiguration(TutorConfiguration Configuration, IReadOnlyDictionary<string, string> PluginFiles)
{
    private const string MailPlugin = "zz_tutorpipeline_mail";

    /// <summary>All secret values in it.</summary>
    public IReadOnlyList<Secret> Secrets => 
    [
        .. Configuration.Settings.Values.OfType<Secret>(),
        .. Configuration.Settings.Values.OfType<IReadOnlyDictionary<string, Secret>>().SelectMany(secrets => secrets.Values),
    ];

    /// <summary>Tutor's ID.</summary>
    public string TutorId => (string)Configuration.Settings["ID"];

    /// <summary>The targets whose results are missing.</summary>
    /// <param name="input">What is known.</param>
    /// <returns>Their names, in the order in which they run; none when a configuration can be made.</returns>
    public static IReadOnlyList<string> MissingFrom(PlatformInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        (string Target, bool IsKnown)[] needed =
        [
            ("ProvisionMySql", input.Endpoints.MySqlHost is not null), ("ProvisionMongoDb", input.Endpoints.MongoDbHost is not null),
            ("ProvisionRedis", input.Endpoints.RedisHost is not null), ("ProvisionCdn", input.Cdn is not null),
            ("ProvisionMail", input.Environment.Mail.Mode != MailMode.Ses || input.Mail is not null), ("PushImage", input.Images is not null),
        ];
        return [.. needed.Where(part => !part.IsKnown).Select(part => part.Target)];
    }

    /// <summary>Makes it.</summary>
    /// <param name="input">What is known; nothing may be missing.</param>
    /// <param name="secrets">The platform's Secrets in the cluster.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="PlatformConfigurationException">A Secret lacks a key, a value has characters that Tutor cannot carry, or a file is wrong.</exception>
    public static PlatformConfiguration Of(PlatformInput input, SecretList secrets)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(secrets);
        var files = Plugins(input);
        var settings = new PlatformKeys(input, secrets).All();
        var own = input.Environment.Image.TutorPlugins.Select(TutorPluginCatalogue.NameOf);
        return new PlatformConfiguration(new TutorConfiguration(settings, [.. own, .. files.Keys]), files);
    }

    private static SortedDictionary<string, string> Plugins(PlatformInput input)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in input.PluginFolders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.yml")))
        {
            files[Path.GetFileNameWithoutExtension(path)] = File.ReadAllText(path);
        }

        if (input.Environment.Mail.Mode != MailMode.Ses)
        {
            files.Remove(MailPlugin);
        }

        if (input.SettingsMerge is { } merge && File.Exists(merge))
        {
            files[SettingsMerge.Plugin] = SettingsMerge.PluginText(merge, File.ReadAllText(merge));
        }

        return files;
    }
}
