using System.Diagnostics;

namespace TutorPipeline.Provisioning.Tests;

/// <summary>How a program ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    public string All => Output + Error;
}

/// <summary>Programs of this machine.</summary>
internal static class Tools
{
    // Only what hangs meets this limit: a provision against the stand-in takes some minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    public static string Repository { get; } = FindRepository();

    /// <summary>Skips a test that cannot be run here, with what is missing and how to install it.</summary>
    public static void OrSkip()
    {
        Assert.SkipUnless(Ends("terraform", "version"), "terraform is not on PATH; install Terraform 1.11 or newer.");
        Assert.SkipUnless(
            Ends("python3", "-c", "import moto.server, flask_cors"),
            "moto does not run here; install it with: python3 -m pip install 'moto[server]'.");
        Assert.SkipUnless(Ends("kubectl", "version", "--client"), "kubectl is not on PATH; install it to look into the stand-in for Kubernetes.");
    }

    /// <summary>Starts a program and closes its standard input.</summary>
    public static Process Start(string program, IReadOnlyDictionary<string, string?> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs a program to its end.</summary>
    public static Outcome Run(string program, IReadOnlyDictionary<string, string?> variables, params string[] arguments)
    {
        using var process = Start(program, variables, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {Patience}.");
        }

        return new(process.ExitCode, output.Result, error.Result);
    }

    private static bool Ends(string program, params string[] arguments)
    {
        try
        {
            return Run(program, new Dictionary<string, string?>(), arguments).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TutorPipeline.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        }

        return folder;
    }
}
