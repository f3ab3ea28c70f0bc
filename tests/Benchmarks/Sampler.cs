using System.Diagnostics;

namespace TutorPipeline.Benchmarks;

/// <summary>Measures whole processes against each other in the same run, alternating, so that noise hits both alike.</summary>
internal static class Sampler
{
    private const int Rounds = 15;

    /// <summary>The median wall time of each command, in seconds, after one warm-up round.</summary>
    public static double[] Medians(params Func<ProcessStartInfo>[] commands)
    {
        var times = commands.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var i = 0; i < commands.Length; i++)
            {
                var seconds = Time(commands[i]());
                if (round > 0)
                {
                    times[i].Add(seconds);
                }
            }
        }

        return [.. times.Select(Median)];
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>The wall time of one command, in seconds.</summary>
    public static double Once(ProcessStartInfo start) => Time(start);

    private static double Time(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var seconds = clock.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? seconds
            : throw new InvalidOperationException($"'{start.FileName}' ended with exit code {process.ExitCode}: {error.Result}");
    }
}
