using System.Diagnostics;

namespace TutorPipeline.Launcher.Tests;

/// <summary>What holds for every shell script of the repository.</summary>
public static class Scripts
{
    [Theory]
    [InlineData("build.sh")]
    [InlineData(".ci/run")]
    [InlineData("tests/rehearse")]
    [InlineData("tests/Rehearsal/install-engine")]
    [InlineData("tests/Rehearsal/make-base-image")]
    [InlineData("tests/Launcher/Fixture/dotnet.sh")]
    public static void Shellcheck_has_nothing_to_say(string script)
    {
        var file = Path.Combine(Repository.Root, script);
        var tool = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
            .Select(p => Path.Combine(p, "shellcheck")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(tool is null, "shellcheck is not on PATH (Debian: apt-get install shellcheck; macOS: brew install shellcheck).");
        using var process = Process.Start(new ProcessStartInfo(tool, [file]) { RedirectStandardOutput = true })!;
        Assert.Equal(string.Empty, process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    [Theory]
    [InlineData("build.sh")]
    [InlineData(".ci/run")]
    public static void Can_be_started_as_it_is_cloned(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no executable files of this kind; build.ps1 is for it.");
        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(Path.Combine(Repository.Root, script));
        Assert.True(mode.HasFlag(UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute), $"{script}: {mode}");
    }
}
