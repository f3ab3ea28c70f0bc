using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Environment;

/// <summary>Images, their registry, mail and the repository.</summary>
internal static class ImageRules
{
    // Which release of Open edX each Tutor is made for: https://docs.tutor.edly.io/reference/cli/index.html, "Tutor versions".
    private static readonly (int Tutor, string Release)[] Releases =
        [(17, "quince"), (18, "redwood"), (19, "sumac"), (20, "teak"), (21, "ulmo"), (22, "verawood")];

    /// <summary>Checks them.</summary>
    public static void Check(PlatformEnvironment environment, FaultList faults)
    {
        CheckImage(environment.Image, faults);
        CheckRegistry(environment.Registry, faults);
        CheckGitHub(environment.GitHub, faults);
        faults.Range("SmtpPort", environment.Mail.SmtpPort, 1, 65535, "as port");
        faults.Unless(
            environment.Mail.SmtpHost is not { } host || Labels.IsHost(host),
            "SmtpHost", $"'{environment.Mail.SmtpHost}' is not a host name; give one such as smtp.yourschool.edu.");
    }

    private static void CheckImage(ImageChoices image, FaultList faults)
    {
        faults.Unless(
            Labels.IsNumbers(image.TutorVersion, 3, 3),
            "TutorVersion", $"'{image.TutorVersion}' is not a release of Tutor; give three numbers, such as 21.0.8.");
        if (!GitNames.IsReference(image.OpenEdxRelease))
        {
            faults.Add("OpenEdxRelease", $"'{image.OpenEdxRelease}' is not a branch or tag; give one such as release/ulmo.3.");
        }
        else if (OtherRelease(image) is { } release)
        {
            faults.Add(
                "OpenEdxRelease",
                $"'{image.OpenEdxRelease}' is not what Tutor {image.TutorVersion} is made for; "
                + $"give a branch or tag of {release}, or change TutorVersion.");
        }

        foreach (var requirement in image.Requirements)
        {
            faults.Unless(
                IsPinned(requirement),
                "Requirements", $"'{requirement}' is not pinned; give a package and one version, such as ora2==6.0.20.");
        }

        faults.Once("Requirements", image.Requirements);
        CheckSources(image, faults);
    }

    // A theme's folder and a plugin's place in the build have the name of the repository, and two cannot have one.
    private static void CheckSources(ImageChoices image, FaultList faults)
    {
        faults.Unless(
            SourceReference.TryParse($"{image.OpenEdxRepository}@main", null, out _),
            "OpenEdxRepository", $"'{image.OpenEdxRepository}' is not a repository; give one such as https://github.com/openedx/edx-platform.");
        foreach (var (parameter, sources) in new[] { ("ThemeRepositories", image.Themes), ("PluginRepositories", [.. image.Plugins, .. image.XBlocks]) })
        {
            foreach (var name in sources.GroupBy(source => source.Name, StringComparer.Ordinal).Where(same => same.Count() > 1))
            {
                faults.Add(
                    parameter,
                    $"'{name.Key}' is the name of several sources: {string.Join(" and ", name)}. Leave out all but one, or rename a repository.");
            }
        }

        foreach (var plugin in image.TutorPlugins)
        {
            faults.Unless(
                plugin.Split("==") is [{ Length: > 0 } name, ..] and { Length: <= 2 } && Characters.AreLettersOrDigits(name, "-_"),
                "TutorPlugins", $"'{plugin}' is not a plugin of Tutor; give a name such as discovery, or with a version discovery==21.0.0.");
        }
    }

    private static void CheckRegistry(RegistryChoices registry, FaultList faults)
    {
        faults.Range("KeptImages", registry.KeptImages, 1, 1000, "images");
        var prefix = registry.RepositoryPrefix;
        faults.Unless(
            prefix.Length == 0 || (prefix.EndsWith('/') && ImageGrammar.IsRepository(prefix + "openedx-cache") && prefix.Length <= 200),
            "RepositoryPrefix",
            $"'{prefix}' cannot stand before a repository's name; give lower-case letters and digits with a slash last, such as dev/.");
    }

    private static void CheckGitHub(GitHubChoices gitHub, FaultList faults)
    {
        faults.Unless(
            GitNames.IsGitHubOwner(gitHub.Owner),
            "GitHubOwner", $"'{gitHub.Owner}' is not an account on GitHub; give 1 to 39 letters, digits and inner hyphens.");
        faults.Unless(
            GitNames.IsRepositoryName(gitHub.Repository),
            "GitHubRepository",
            $"'{gitHub.Repository}' is not the name of a repository; give 1 to 100 letters, digits, dots, hyphens and underscores.");
    }

    // A branch of one's own is nobody else's business; only the names of releases are compared.
    private static string? OtherRelease(ImageChoices image)
    {
        var wanted = Array.Find(Releases, r => image.TutorVersion.StartsWith($"{r.Tutor}.", StringComparison.Ordinal)).Release;
        var named = Array.Find(Releases, r => image.OpenEdxRelease.Contains($"release/{r.Release}", StringComparison.Ordinal)).Release;
        return wanted is not null && named is not null && wanted != named ? wanted : null;
    }

    private static bool IsPinned(string requirement)
    {
        var equals = requirement.IndexOf("==", StringComparison.Ordinal);
        return equals > 0
            && char.IsAsciiLetterOrDigit(requirement[0]) && Characters.AreLettersOrDigits(requirement.AsSpan(0, equals), "._-[],")
            && char.IsAsciiLetterOrDigit(requirement[^1]) && Characters.AreLettersOrDigits(requirement.AsSpan(equals + 2), ".!+_-");
    }
}
