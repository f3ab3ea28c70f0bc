namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Looks for folders that hold the AWS provider, so that nothing has to be downloaded.</summary>
/// <param name="candidates">The folders that may be mirrors, the likeliest first; they need not exist.</param>
public sealed class ProviderMirrors(IEnumerable<string> candidates)
{
    /// <summary>
    /// The folders that Terraform itself searches (its documentation calls them implied local mirror directories, see
    /// developer.hashicorp.com/terraform/cli/config/config-file), then those in which software outside of the package manager is put.
    /// </summary>
    public static ProviderMirrors OfThisMachine => new(Candidates());

    /// <summary>Finds a mirror with the AWS provider.</summary>
    /// <param name="registry">The host in the provider's address, such as <c>registry.terraform.io</c>.</param>
    /// <returns>The mirror's full path, or null.</returns>
    public string? Find(string registry)
    {
        foreach (var folder in candidates)
        {
            if (Directory.Exists(Path.Combine(folder, registry, "hashicorp", "aws")))
            {
                return Path.GetFullPath(folder);
            }
        }

        return null;
    }

    private static IEnumerable<string> Candidates()
    {
        yield return Path.Combine("terraform.d", "plugins");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
        {
            var roaming = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData);
            yield return Path.Combine(roaming, "terraform.d", "plugins");
            yield return Path.Combine(roaming, "HashiCorp", "Terraform", "plugins");
            yield break;
        }

        yield return Path.Combine(home, ".terraform.d", "plugins");
        foreach (var data in DataFolders(home))
        {
            yield return Path.Combine(data, "terraform", "plugins");
        }

        foreach (var folder in (string[])["/opt", "/usr/local/share", "/usr/share"])
        {
            foreach (var child in Children(folder))
            {
                yield return child;
            }
        }
    }

    // The XDG base directories, with the defaults of their specification.
    private static IEnumerable<string> DataFolders(string home)
    {
        var ofUser = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        yield return string.IsNullOrEmpty(ofUser) ? Path.Combine(home, ".local", "share") : ofUser;
        var ofAll = Environment.GetEnvironmentVariable("XDG_DATA_DIRS");
        var folders = string.IsNullOrEmpty(ofAll) ? "/usr/local/share:/usr/share" : ofAll;
        foreach (var folder in folders.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return folder;
        }
    }

    private static IEnumerable<string> Children(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder, "*", new EnumerationOptions { IgnoreInaccessible = true })
        : [];
}
