using System.Diagnostics;
using System.Text.Json;
using TutorPipeline.Provisioning.Tests;

namespace TutorPipeline.Images.Tests;

/// <summary>A real Docker Engine whose disk has little room: everything of it is in a file system in memory.</summary>
internal sealed class SmallEngine : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "TutorPipeline.Rehearsal.dll");

    private readonly string folder = Directory.CreateTempSubdirectory("small-").FullName;
    private Process? process;
    private SmallDisk? disk;

    private SmallEngine()
    {
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>Starts one that has the base image and less room than a gigabyte besides.</summary>
    public static SmallEngine Start(ImagePlatform platform)
    {
        var engine = new SmallEngine();
        try
        {
            var saved = Path.Combine(engine.folder, "base.tar");
            var place = Directory.CreateDirectory(Path.Combine(engine.folder, "disk")).FullName;
            Do(platform.Docker("save", "--output", saved, "rehearsal/base:1"));
            
            // Loading unpacks an image beside its archive, so there is room for two.
            var room = (2 * new FileInfo(saved).Length) + (200 << 20);
            engine.disk = SmallDisk.MountOrSkip(place, (int)(room >> 10));
            engine.process = Process.Start(new ProcessStartInfo("dotnet", [Program, "engine", "--folder", place, "--until-input-ends"])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true,
            })!;
            using var ready = JsonDocument.Parse(engine.process.StandardOutput.ReadLine() ?? "{}");
            engine.Address = ready.RootElement.GetProperty("url").GetString()!;
            Do(Tools.Run("docker", new Dictionary<string, string?> { ["DOCKER_HOST"] = engine.Address }, "load", "--input", saved));
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (process is not null)
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }

        disk?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static void Do(Outcome outcome) => Assert.True(outcome.ExitCode == 0, outcome.All);
}
