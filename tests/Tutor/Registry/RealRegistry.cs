using System.Diagnostics;

namespace TutorPipeline.Tutor.Tests.Registry;

/// <summary>Debian's <c>docker-registry</c> on a free loopback port, open or with a password.</summary>
internal sealed class RealRegistry : IDisposable
{
    public const string Password = "right-token";

    // Of user AWS and the password above, as bcrypt, which is all that the registry takes.
    private const string Users = "AWS:$2b$04$hYnquRVQFxMpf5rLxjnpLeUJox0e6GW/9CVg1LbX2SWXXbC5aJUnO\n";

    private readonly string folder = Directory.CreateTempSubdirectory("registry-").FullName;
    private readonly Process process;

    private RealRegistry(bool isClosed)
    {
        var port = LoopbackServer.FreePort();
        Host = $"127.0.0.1:{port}";
        File.WriteAllText(Path.Combine(folder, "users"), Users);
        File.WriteAllText(
            Path.Combine(folder, "config.yml"),
            $"""
            version: 0.1
            log:
              level: error
            storage:
              filesystem:
                rootdirectory: {folder}/data
            http:
              addr: "{Host}"
            {(isClosed ? $"auth:\n  htpasswd:\n    realm: closed\n    path: {folder}/users" : "")}
            """);
        process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", Path.Combine(folder, "config.yml")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public string Host { get; }

    /// <summary>Starts one, or skips the test with how to install it.</summary>
    public static async Task<RealRegistry> StartOrSkipAsync(bool isClosed = false)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(
            path.Any(folder => File.Exists(Path.Combine(folder, "docker-registry"))),
            "docker-registry is not here; install it with: apt-get install docker-registry");
        var registry = new RealRegistry(isClosed);
        using var http = new HttpClient();
        for (var attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://{registry.Host}/v2/"), TestContext.Current.CancellationToken);
                return registry;
            }
            catch (HttpRequestException) when (!registry.process.HasExited)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }

        registry.Dispose();
        throw new InvalidOperationException("docker-registry did not listen within ten seconds.");
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
