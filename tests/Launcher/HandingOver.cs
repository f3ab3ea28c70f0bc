using System.Text.Json;

namespace TutorPipeline.Launcher.Tests;

/// <summary>A clone whose program the real SDK has compiled; shared by tests that change nothing in it.</summary>
public sealed class CompiledClone : IDisposable
{
    public CompiledClone()
    {
        var launch = Launch.Run(Clone, []);
        Assert.True(launch.ExitCode == 0, launch.Error);
    }

    internal Clone Clone { get; } = Clone.WithProgram();

    public void Dispose() => Clone.Dispose();
}

/// <summary>What the program gets of the call that started the launcher: everything, unchanged.</summary>
public sealed class HandingOver(CompiledClone compiled) : IClassFixture<CompiledClone>
{
    private readonly Clone clone = compiled.Clone;

    [Fact]
    public void Hands_over_every_argument_untouched()
    {
        string[] arguments =
        [
            "", " ", "two words", " leading and trailing ", "\"quoted\"", "it's", "$HOME", "${root}", "*", "[a-z]?", "`id`", "$(id)",
            "a\nb", "ends with newline\n", "\t", "--", "-x", "--name=value", "-nodeReuse:false",
            "ä ö ü 漢字 🎉", "\\", "a\\nb", "%s", "#", "!", ";&|<>", "~", "",
        ];
        var report = Report(Launch.Run(clone, arguments));
        Assert.Equal(arguments, report.GetProperty("Arguments").EnumerateArray().Select(a => a.GetString()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(130)]
    [InlineData(255)]
    public void Ends_with_the_exit_code_of_the_program(int code) => Assert.Equal(code, Launch.Run(clone, ["exit", $"{code}"]).ExitCode);

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_signal_to_the_launcher_reaches_the_program(string signal, int code)
    {
        using var launch = Launch.Start(clone, ["wait"]);
        Wait.Until(() => launch.Output.Length > 0, "the program to start");
        Assert.Equal(launch.Id, Report(launch).GetProperty("Id").GetInt32());
        launch.Signal(signal);
        Assert.Equal(code, launch.WaitForExit().ExitCode);
    }

    [Fact]
    public void Hands_over_standard_input() =>
        Assert.EndsWith("}\nyes\n", Launch.Run(clone, ["echo"], input: "yes\n").Output, StringComparison.Ordinal);

    [Fact]
    public void Leaves_the_current_folder_as_it_is()
    {
        var report = Report(Launch.Run(clone, [], folder: clone.PathOf("infra")));
        Assert.Equal(clone.PathOf("infra"), report.GetProperty("Folder").GetString());
    }

    [Fact]
    public void Leaves_the_environment_as_it_is()
    {
        var variables = new Dictionary<string, string?>
        {
            ["CDPATH"] = $"/:{Path.GetTempPath()}", ["GREP_OPTIONS"] = "--invert-match",
            ["Configuration"] = "Strange", ["Platform"] = "MCD",
            ["OutDir"] = "/nonexistent/", ["MSBuildSDKsPath"] = "/nonexistent", ["LC_ALL"] = "C", ["BUILD_TEST"] = "a\nb ' \" $c",
            ["DOTNET_CLI_UI_LANGUAGE"] = "de", ["root"] = "/nonexistent",
            ["inputs"] = "x", ["bin"] = "y", ["POSIXLY_CORRECT"] = "1", ["PWD"] = clone.Root,
        };
        var seen = Report(Launch.Run(clone, [], variables: variables)).GetProperty("Variables");
        var expected = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name is not ("_" or "SHLVL" or "CI") && !variables.ContainsKey(name))
            .ToDictionary(name => name, Environment.GetEnvironmentVariable);
        foreach (var (name, value) in expected.Concat(variables))
        {
            Assert.Equal((name, value), (name, seen.TryGetProperty(name, out var found) ? found.GetString() : null));
        }

        Assert.Empty(seen.EnumerateObject().Select(v => v.Name).Except([.. expected.Keys, .. variables.Keys, "_", "SHLVL", "OLDPWD"]));
    }

    [Fact]
    public void Ignores_a_runtime_folder_that_is_none()
    {
        var launch = Launch.Run(clone, [], variables: new Dictionary<string, string?> { ["DOTNET_ROOT"] = "/nonexistent" });
        Assert.True(launch.ExitCode == 0, launch.Error);
    }

    [Fact]
    public void Starts_through_a_symbolic_link()
    {
        var folder = Directory.CreateTempSubdirectory("link-").FullName;
        var link = File.CreateSymbolicLink(Path.Combine(folder, "tp"), clone.PathOf("build.sh"));
        var launch = Launch.Run(clone, ["a b"], script: link.FullName, folder: folder);
        Assert.Equal("a b", Report(launch).GetProperty("Arguments")[0].GetString());
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Starts_as_an_argument_of_bash_in_any_folder()
    {
        var launch = Launch.Run(clone, ["../build.sh", "x"], script: "bash", folder: clone.PathOf("tutor"));
        Assert.Equal("x", Report(launch).GetProperty("Arguments")[0].GetString());
    }

    [Fact]
    public void What_is_compiled_starts_without_an_sdk()
    {
        var launch = Launch.Run(clone, [], path: SearchPath.WithoutFlock);
        Assert.True(launch.ExitCode == 0, launch.Error);
        Assert.Empty(launch.Error);
        Assert.Single(clone.Programs());
    }

    private static JsonElement Report(Launch launch)
    {
        var line = launch.Output.Split('\n')[0];
        Assert.True(line.StartsWith('{'), launch.Output + launch.Error);
        return JsonDocument.Parse(line).RootElement;
    }
}
