namespace TutorPipeline.Launcher.Tests;

/// <summary>A folder with <c>Fixture/dotnet.sh</c> as its <c>dotnet</c>: counts the builds and can stop in the midst of one.</summary>
internal sealed class StandInSdk : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sdk-").FullName;

    public StandInSdk(bool flock = true)
    {
        File.Copy(Repository.Fixture("dotnet.sh"), Path.Combine(folder, "dotnet"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(folder, "dotnet"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        SearchedFirst = $"{folder}:{(flock ? SearchPath.WithFlock : SearchPath.WithoutFlock)}";
    }

    /// <summary>A search path with this SDK.</summary>
    public string SearchedFirst { get; }

    public string Folder => folder;

    /// <summary>How many builds have begun.</summary>
    public int Builds => File.Exists(PathOf("calls")) ? File.ReadAllLines(PathOf("calls")).Length : 0;

    public void HoldBeforeReading() => File.WriteAllText(PathOf("hold-before"), string.Empty);

    public void HoldAfterReading() => File.WriteAllText(PathOf("hold-after"), string.Empty);

    /// <summary>As on a feed without the package of the compiler that makes machine code.</summary>
    public void HasNoAheadCompiler() => File.WriteAllText(PathOf("no-crossgen"), string.Empty);

    public void LetGo()
    {
        File.Delete(PathOf("hold-before"));
        File.Delete(PathOf("hold-after"));
        File.Delete(PathOf("waiting"));
    }

    public void AwaitHold() => Wait.Until(() => File.Exists(PathOf("waiting")), "the build to begin");

    public void Dispose()
    {
        LetGo();
        Directory.Delete(folder, recursive: true);
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}

/// <summary>Waits for what another process does.</summary>
internal static class Wait
{
    public static void Until(Func<bool> condition, string what) =>
        Assert.True(SpinWait.SpinUntil(() => Pause() && condition(), TimeSpan.FromMinutes(2)), $"Waited in vain for {what}.");

    private static bool Pause()
    {
        Thread.Sleep(20);
        return true;
    }
}
