namespace TutorPipeline.Launcher.Tests;

/// <summary>Machines whose PATH has no .NET SDK that global.json accepts.</summary>
public static class FindingTheSdk
{
    [Fact]
    public static void Says_what_to_install_when_there_is_neither_an_sdk_nor_a_network()
    {
        using var clone = Clone.WithProgram();
        const string Nobody = "http://127.0.0.1:9/dotnet-install.sh";
        var launch = Launch.Run(
            clone, ["--help"], SearchPath.WithFlock, variables: new Dictionary<string, string?> { ["DOTNET_INSTALL_URL"] = Nobody });
        Assert.Equal(1, launch.ExitCode);
        Assert.Empty(launch.Output);
        Assert.Contains($"build.sh: the .NET SDK could not be installed with {Nobody}.\n", launch.Error, StringComparison.Ordinal);
        Assert.EndsWith(
            "build.sh: Install the version that global.json names (https://dotnet.microsoft.com/download) and put 'dotnet' on PATH, "
            + "or mend the network.\n",
            launch.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public static void Says_so_too_when_nothing_can_download()
    {
        using var clone = Clone.WithProgram();
        var launch = Launch.Run(clone, ["--help"], SearchPath.WithoutFlock);
        Assert.Equal(1, launch.ExitCode);
        Assert.Contains("the .NET SDK could not be installed", launch.Error, StringComparison.Ordinal);
    }

    [Fact]
    public static void Installs_an_sdk_of_its_own_once_and_tells_the_program_where_it_is()
    {
        using var clone = Clone.WithScript();
        using var sdk = new StandInSdk();
        var variables = new Dictionary<string, string?> { ["DOTNET_INSTALL_URL"] = new Uri(Installer(clone, sdk)).AbsoluteUri };
        var first = Launch.Run(clone, [], SearchPath.WithFlock, variables: variables);
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal("first\n", first.Output);
        clone.Write("build/pipeline/Program.cs", "second");
        var second = Launch.Run(clone, [], SearchPath.WithFlock, variables: variables);
        Assert.Equal("second\n", second.Output);
        Assert.Equal("installed\n", File.ReadAllText(clone.PathOf("installations")));
        var program = clone.Programs().Single(p => File.ReadAllText(p).Contains("second", StringComparison.Ordinal));
        File.WriteAllText(program, "#!/usr/bin/env bash\necho \"$DOTNET_ROOT $(command -v dotnet)\"\n");
        var own = clone.PathOf(".nuke/temp/dotnet");
        Assert.Equal($"{own} {own}/dotnet\n", Launch.Run(clone, [], SearchPath.WithFlock, variables: variables).Output);
    }

    [Fact]
    public static void Does_not_take_an_sdk_that_global_json_refuses()
    {
        using var clone = Clone.WithProgram();
        clone.Write("global.json", """{ "sdk": { "version": "99.0.100", "rollForward": "disable" } }""");
        var path = $"{SearchPath.WithFlock}:{Path.GetDirectoryName(SearchPath.DotNet)}";
        var launch = Launch.Run(
            clone, [], path, variables: new Dictionary<string, string?> { ["DOTNET_INSTALL_URL"] = "http://127.0.0.1:9/" });
        Assert.Equal(1, launch.ExitCode);
        Assert.Contains("PATH has no .NET SDK that global.json accepts", launch.Error, StringComparison.Ordinal);
    }

    private static string Installer(Clone clone, StandInSdk sdk)
    {
        var script = clone.PathOf("install.sh");
        File.WriteAllText(script, $$"""
            set -eu
            while [[ $1 != --install-dir ]]; do shift; done
            mkdir -p "$2"
            cat '{{sdk.Folder}}/dotnet' > "$2/dotnet"
            chmod +x "$2/dotnet"
            echo installed >> '{{clone.PathOf("installations")}}'
            """);
        return script;
    }
}
