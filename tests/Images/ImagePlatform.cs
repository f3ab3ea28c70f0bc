using System.Text.Json;
using System.Text.RegularExpressions;
using TutorPipeline.Provisioning.Tests;

namespace TutorPipeline.Images.Tests;

/// <summary>One platform for all tests of images.</summary>
[CollectionDefinition("images")]
public sealed class ImagesDefinition : ICollectionFixture<ImagePlatform>;

/// <summary>A platform with a real engine and a real registry, whose login moto's ECR hands out.</summary>
public sealed partial class ImagePlatform : IDisposable
{
    // A person has some; none of them may reach an image.
    internal const string Token = "s3cret-token-of-the-school";

    internal static readonly string[] Chosen =
        ["--env", "prod", "--theme-repositories", School.Theme, "--plugin-repositories", School.Plugin, "--build-disk-space", "1"];

    public ImagePlatform()
    {
        Tools.OrSkip();
        School = new School();
        Platform = new RehearsedPlatform([.. School.Variables, ("REHEARSAL_IMAGES", null), ("NUKE_SOURCE_TOKEN", Token), ("NUKE_MAIL_MODE", "Smtp")]);
        var missing = new[] { "DOCKER_HOST", "NUKE_REGISTRY", "NUKE_TUTOR" }.Where(name => Platform.Variable(name) is null).ToList();
        if (missing.Count > 0)
        {
            Dispose();
            Assert.Skip(
                $"the rehearsal has no {string.Join(", ", missing)}: install docker.io, docker-registry, debootstrap, python3-yaml and the buildx plugin, "
                + "as .ci/run does, and run as root");
        }
    }

    internal School School { get; }

    internal RehearsedPlatform Platform { get; }

    internal string Registry => Platform.Variable("NUKE_REGISTRY")!;

    /// <summary>Runs the pipeline with the school's theme and plugin.</summary>
    internal Outcome Run(string target, params string[] more) => Platform.Run([target, .. Chosen, .. more]);

    /// <summary>Runs the pipeline with sources of a test's own.</summary>
    internal Outcome RunWith(string option, string source, string target = "BuildImage") =>
        Platform.Run([target, "--env", "prod", option, source, "--build-disk-space", "1"]);

    /// <summary>What <c>image.json</c> says of an image.</summary>
    internal (string Reference, string Content) Pushed(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Platform.Root, "artifacts/prod/image.json")));
        var image = document.RootElement.GetProperty("images").EnumerateArray().Single(image => image.GetProperty("name").GetString() == name);
        return (image.GetProperty("reference").GetString()!, image.GetProperty("contentTag").GetString()!);
    }

    /// <summary>Every tag of every repository in the registry, as the registry itself says.</summary>
    internal async Task<IReadOnlyList<string>> TagsAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://{Registry}") };
        client.DefaultRequestHeaders.Authorization = new("Basic", Authentication());
        var tags = new List<string>();
        using var catalogue = JsonDocument.Parse(await client.GetStringAsync(new Uri("/v2/_catalog", UriKind.Relative)));
        foreach (var repository in catalogue.RootElement.GetProperty("repositories").EnumerateArray().Select(name => name.GetString()))
        {
            using var answer = await client.GetAsync(new Uri($"/v2/{repository}/tags/list", UriKind.Relative));
            using var list = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            tags.AddRange(list.RootElement.TryGetProperty("tags", out var found) && found.ValueKind == JsonValueKind.Array
                ? found.EnumerateArray().Select(tag => $"{repository}:{tag.GetString()}") : []);
        }

        return [.. tags.Order(StringComparer.Ordinal)];
    }

    /// <summary>Runs docker's own command against the engine, logged in to the registry.</summary>
    internal Outcome Docker(params string[] arguments)
    {
        var configuration = Directory.CreateTempSubdirectory("docker-").FullName;
        try
        {
            var auth = Authentication();
            File.WriteAllText(Path.Combine(configuration, "config.json"), "{\"auths\":{\"" + Registry + "\":{\"auth\":\"" + auth + "\"}}}");
            return Tools.Run(
                "docker",
                new Dictionary<string, string?> { ["DOCKER_HOST"] = Platform.Variable("DOCKER_HOST"), ["DOCKER_CONFIG"] = configuration },
                arguments);
        }
        finally
        {
            Directory.Delete(configuration, recursive: true);
        }
    }

    private string Authentication()
    {
        var file = Directory.EnumerateFiles(
            Path.Combine(Platform.Root, ".nuke/temp/rehearsal"), "registry-password", SearchOption.AllDirectories).Single();
        return Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"AWS:{File.ReadAllText(file).Trim()}"));
    }

    /// <summary>Text with every run of spaces and line breaks as one space.</summary>
    private static string Words(string text) => Spaces().Replace(text, " ");

    /// <summary>Insists that a run said something, however its lines are broken; shows all that it said when it did not.</summary>
    internal static void Says(Outcome outcome, string text) =>
        Assert.True(Words(outcome.All).Contains(text, StringComparison.Ordinal), $"Not said: {text}\n{outcome.All}");

    public void Dispose()
    {
        Platform?.Dispose();
        School?.Dispose();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
