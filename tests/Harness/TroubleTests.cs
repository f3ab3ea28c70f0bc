using System.Diagnostics;

namespace TutorPipeline.Harness.Tests;

/// <summary>What is missing, damaged or somebody else's.</summary>
public static class TroubleTests
{
    [Fact]
    public static void Never_ends_a_process_that_has_a_remembered_number_by_chance()
    {
        using var platform = new Platform();
        using var stranger = Process.Start("sleep", "600");
        platform.Write(".nuke/temp/rehearsal/state.json", $$"""
            {
              "Substrates": [
                { "Part": "AWS", "IsReal": false, "What": "moto", "Where": "here", "Process": { "Id": {{stranger.Id}}, "Started": "1" } }
              ],
              "Variables": {}, "Notes": []
            }
            """);

        var run = platform.Run("run", "Status");
        var down = platform.Run("down");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(0, down.ExitCode);
        Assert.Equal(
            $"AWS: its process {stranger.Id} had ended before; whoever has that number now is left alone.\n"
            + "Stopped. What they held is gone with them.\n",
            down.Error);
        Assert.True(Running.Is(stranger.Id));
        stranger.Kill();
    }

    [Fact]
    public static void Says_how_to_get_on_with_a_damaged_state()
    {
        using var platform = new Platform();
        platform.Write(".nuke/temp/rehearsal/state.json", "{ ");

        var outcome = platform.Run("down");
        File.Delete(platform.StateFile);

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith($"rehearse: {platform.StateFile} cannot be read (", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("end those that are yours, and remove the file.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public static void Says_how_to_install_python()
    {
        using var platform = new Platform();
        platform.Variables["REHEARSAL_PYTHON"] = "no-such-python";

        var outcome = platform.Run("up");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(
            "rehearse: The stand-in for AWS needs no-such-python, which is not on PATH. Install Python 3.10 or newer and "
            + "'python3 -m pip install \"moto[server]==5.2.1\"', or name one that has moto by REHEARSAL_PYTHON.\n",
            outcome.Error);
    }

    [Fact]
    public static void Says_how_to_install_moto()
    {
        var python = Moto.PythonOrSkip();
        using var platform = new Platform();
        platform.WriteScript("python", $"#!/bin/sh\nexec '{python}' -S \"$@\"\n"); // -S: without installed packages
        platform.Variables["REHEARSAL_PYTHON"] = platform.PathOf("python");

        var outcome = platform.Run("up");

        Assert.Equal(2, outcome.ExitCode);
        var message = "^rehearse: The stand-in for AWS did not start: No module named .* -m pip install 'moto\\[server\\]==5[.]2[.]1'[.]\n$";
        Assert.Matches(message, outcome.Error);
        Assert.False(File.Exists(platform.StateFile));
    }

    [Fact]
    public static void Says_that_a_named_cluster_has_no_file()
    {
        using var platform = new Platform();
        platform.Variables["REHEARSAL_KUBECONFIG"] = platform.PathOf("nowhere");

        var outcome = platform.Run("up");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(
            $"rehearse: REHEARSAL_KUBECONFIG names {platform.PathOf("nowhere")}, which does not exist. "
            + "Correct it, or unset it for the stand-in.\n",
            outcome.Error);
    }

    [Fact]
    public static void Says_that_a_parameter_file_is_damaged()
    {
        using var platform = new Platform();
        platform.Write(".nuke/parameters.prod.json", "{");

        var outcome = platform.Run("Provision");

        Assert.Equal(2, outcome.ExitCode);
        var file = platform.PathOf(".nuke/parameters.prod.json");
        Assert.StartsWith($"rehearse: {file} is no JSON: ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0, "--help")]
    public static void Explains_itself(int code, params string[] arguments)
    {
        using var platform = new Platform();

        var outcome = platform.Run(arguments);

        Assert.Equal(code, outcome.ExitCode);
        Assert.StartsWith("usage: tests/rehearse ARGS…", outcome.Error, StringComparison.Ordinal);
    }
}
