using System.Text;
using System.Text.Json.Nodes;
using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Engine;

namespace TutorPipeline.Tutor.Images;

/// <summary>
/// Settings for the docker program with the login of one registry, beside the person's own: a folder that only this user can read, for the
/// time of one build. The program takes a login from a file or asks a helper program; never from an argument.
/// </summary>
/// <param name="login">Gives the login; null for a registry that asks nobody.</param>
/// <param name="folder">Where the folder is made.</param>
public sealed class DockerLogins(Func<CancellationToken, Task<RegistryLogin?>> login, string folder)
{
    /// <summary>Makes the settings.</summary>
    /// <param name="image">An image of the registry.</param>
    /// <param name="cancellationToken">Ends the call for a login early.</param>
    /// <returns>The settings; disposing of them removes the folder.</returns>
    public async Task<DockerSettings> OpenAsync(ImageReference image, CancellationToken cancellationToken)
    {
        if (image.Registry is not { } registry || await login(cancellationToken) is not { } who)
        {
            return new DockerSettings(null, new Dictionary<string, string?>());
        }

        var own = Environment.GetEnvironmentVariable("DOCKER_CONFIG") is { Length: > 0 } named
            ? named : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");
        var place = Path.Combine(Path.GetFullPath(folder), $"docker-{Guid.NewGuid():N}");
        Make(place);
        await WriteAsync(Path.Combine(place, "config.json"), Settings(own, registry, who), cancellationToken);
        return new DockerSettings(place, new Dictionary<string, string?>
        {
            ["DOCKER_CONFIG"] = place,

            // Builders that the person made are kept in a folder of buildx, which moves with the settings unless it is named.
            ["BUILDX_CONFIG"] = Environment.GetEnvironmentVariable("BUILDX_CONFIG") ?? Path.Combine(own, "buildx"),
        });
    }

    private static string Settings(string own, RegistryHost registry, RegistryLogin who)
    {
        var settings = new JsonObject
        {
            ["auths"] = new JsonObject
            {
                [registry.Text] = new JsonObject
                {
                    ["auth"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{who.User}:{who.Password.Reveal()}")),
                },
            },
        };
        var plugins = Path.Combine(own, "cli-plugins");
        if (Directory.Exists(plugins))
        {
            settings["cliPluginsExtraDirs"] = new JsonArray(plugins);
        }

        return settings.ToJsonString();
    }

    private static void Make(string place)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(place);
        }
        else
        {
            Directory.CreateDirectory(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var writer = new StreamWriter(path, options);
        await using (writer)
        {
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
        }
    }
}

/// <summary>Settings of the docker program for the time of one build.</summary>
/// <param name="place">The folder; null for the person's own.</param>
/// <param name="variables">Variables that name it.</param>
public sealed class DockerSettings(string? place, IReadOnlyDictionary<string, string?> variables) : IDisposable
{
    /// <summary>Variables that name it.</summary>
    public IReadOnlyDictionary<string, string?> Variables => variables;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (place is not null)
        {
            Directory.Delete(place, recursive: true);
        }
    }
}
