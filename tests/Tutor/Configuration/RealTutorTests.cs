using TutorPipeline.Rehearsal.Services;

namespace TutorPipeline.Tutor.Tests.Configuration;

/// <summary>Our plugins in the hands of the real Tutor, the one that the variable TUTOR names or that of PATH, and of the rehearsal's.</summary>
public sealed class RealTutorTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("tutor-").FullName;
    private string tutor = Environment.GetEnvironmentVariable("TUTOR") is { Length: > 0 } path ? path : "tutor";

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Renders_settings_that_run_and_knows_every_key(bool isRehearsed)
    {
        await SaveOrSkipAsync(isRehearsed);

        foreach (var variant in (string[])["lms", "cms"])
        {
            var settings = Path.Combine(root, "env", "apps", "openedx", "settings", variant, "production.py");
            var outcome = await PlatformSettings.OfFileAsync(variant, settings);

            Assert.Equal("school-private", outcome.Setting("STORAGES", "default", "OPTIONS", "bucket_name"));
            Assert.Equal("school-private", outcome.Setting("GRADES_DOWNLOAD", "STORAGE_KWARGS", "bucket_name"));
            Assert.Equal("rediss://:token@primary.example.net:6379/1", outcome.Setting("CACHES", "ora2-storage", "LOCATION"));
            Assert.Equal("rediss://:token@primary.example.net:6379/0", outcome.Setting("BROKER_URL"));
            Assert.Equal(
                "/openedx/rds-bundle.pem",
                outcome.Setting("MODULESTORE", "default", "OPTIONS", "stores", "0", "DOC_STORE_CONFIG", "tlsCAFile"));
            Assert.Equal("django_ses.SESBackend", outcome.Setting("EMAIL_BACKEND"));
        }

        foreach (var key in Keys()) Assert.Equal((0, string.Empty), (await TutorAsync("config", "printvalue", key)).Missing);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Puts_the_authorities_and_the_mail_backend_into_the_dockerfile(bool isRehearsed)
    {
        await SaveOrSkipAsync(isRehearsed);

        var dockerfile = await File.ReadAllTextAsync(Path.Combine(root, "env", "build", "openedx", "Dockerfile"));

        Assert.Contains("https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem \\", dockerfile, StringComparison.Ordinal);
        Assert.Contains("$PIP_COMMAND install 'django-ses==4.7.2'", dockerfile, StringComparison.Ordinal);
    }

    /// <summary>Every key of our plugins, as Tutor names it.</summary>
    private static IEnumerable<string> Keys()
    {
        foreach (var file in Directory.EnumerateFiles(PlatformSettings.Plugins, "*.yml"))
        {
            var lines = File.ReadAllLines(file);
            var (first, last) = (Array.IndexOf(lines, "  defaults:") + 1, Array.IndexOf(lines, "patches:"));
            foreach (var line in lines[first..last])
            {
                var key = line.Trim().Split(':')[0];
                if (!key.StartsWith('#')) yield return $"{Path.GetFileNameWithoutExtension(file).ToUpperInvariant()}_{key}";
            }
        }
    }

    private async Task SaveOrSkipAsync(bool isRehearsed)
    {
        if (isRehearsed)
        {
            var reason = await StandInTutor.WhyNotAsync(TestContext.Current.CancellationToken);
            Assert.SkipWhen(reason is not null, reason ?? string.Empty);
            tutor = StandInTutor.Program;
        }

        var plugins = new List<string>();
        Directory.CreateDirectory(Path.Combine(root, "plugins"));
        foreach (var file in Directory.EnumerateFiles(PlatformSettings.Plugins, "*.yml"))
        {
            File.Copy(file, Path.Combine(root, "plugins", Path.GetFileName(file)));
            plugins.Add(Path.GetFileNameWithoutExtension(file));
        }

        await File.WriteAllTextAsync(Path.Combine(root, "config.yml"), $"""
            PLUGINS: [{string.Join(", ", plugins)}]
            RUN_REDIS: false
            REDIS_HOST: "primary.example.net"
            REDIS_PASSWORD: "token"
            RUN_MONGODB: false
            MONGODB_HOST: "cluster.example.net"
            MONGODB_USE_SSL: true
            ZZ_TUTORPIPELINE_STORAGE_PRIVATE_BUCKET: "school-private"
            ZZ_TUTORPIPELINE_STORAGE_MEDIA_BUCKET: "school-media"
            ZZ_TUTORPIPELINE_STORAGE_MEDIA_DOMAIN: "cdn.example.edu"
            ZZ_TUTORPIPELINE_STORAGE_REGION: "eu-west-1"
            ZZ_TUTORPIPELINE_MAIL_REGION: "eu-west-1"
            """);
        try
        {
            var saved = await TutorAsync("config", "save");
            Assert.True(saved.ExitCode == 0 && !saved.Error.Contains("Failed to enable", StringComparison.Ordinal), saved.Error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Tutor is not on PATH; install it with: pip install tutor==21.0.8, or name it in the variable TUTOR.");
        }
    }

    private async Task<Said> TutorAsync(params string[] arguments)
    {
        var (exitCode, _, error) = await Command.RunAsync(
            tutor, arguments, string.Empty, ("TUTOR_ROOT", root), ("TUTOR_PLUGINS_ROOT", Path.Combine(root, "plugins")));
        return new Said(exitCode, error);
    }

    private sealed record Said(int ExitCode, string Error)
    {
        /// <summary>The exit code, and the complaint about a key that there is not.</summary>
        public (int ExitCode, string Line) Missing =>
            (ExitCode, Error.Contains("Missing configuration value", StringComparison.Ordinal) ? Error : string.Empty);
    }
}
