using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.Harness;

/// <summary>Starts a stand-in that prints one line of JSON when it is ready, and ends it again.</summary>
internal static class Daemon
{
    // setsid(1) puts it into a session of its own, out of reach of a terminal's Ctrl-C, and leaves the process id as it is.
    private const string Setsid = "/usr/bin/setsid";

    // Held open for those that are to end with this process, however it ends; otherwise they would be collected and closed.
    private static readonly ConcurrentBag<StreamWriter> Leashes = [];

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Its program and arguments in a session of their own where the system can do that.</summary>
    public static ProcessStartInfo InItsOwnSession(string program, IEnumerable<string> arguments) =>
        File.Exists(Setsid) ? new(Setsid, [program, .. arguments]) : new(program, arguments);

    /// <summary>Starts it and waits for its line.</summary>
    /// <param name="name">How it is called in messages.</param>
    /// <param name="start">How it is started; it reads its input if it is to end with this process.</param>
    /// <param name="endsWithUs">Whether its input stays open as long as this process lives.</param>
    /// <param name="cancellationToken">Ends the waiting, and the process.</param>
    /// <exception cref="HarnessException">It ended, or said nothing, before it was ready.</exception>
    public static async Task<(ProcessIdentity Process, JsonNode Ready)> StartAsync(
        string name, ProcessStartInfo start, bool endsWithUs, CancellationToken cancellationToken)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        if (endsWithUs)
        {
            Leashes.Add(process.StandardInput);
        }
        else
        {
            process.StandardInput.Close();
        }

        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(limit.Token);
            var identity = ProcessIdentity.Of(process.Id);
            return line is null || identity is null
                ? throw new HarnessException($"{name} did not start: {(await errors).Trim()}")
                : (identity, JsonNode.Parse(line)!);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new HarnessException($"{name} was not ready within {StartLimit.TotalSeconds:0} s and was ended: {(await errors).Trim()}");
        }
        catch (Exception e) when (e is OperationCanceledException or JsonException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Ends that very process, by SIGKILL if it does not heed SIGTERM; false if it had ended before.</summary>
    public static async Task<bool> StopAsync(ProcessIdentity process)
    {
        if (!process.IsRunning)
        {
            return false;
        }

        Signals.Send(process.Id, Signals.Terminate);
        for (var waited = Stopwatch.StartNew(); process.IsRunning && waited.Elapsed < StopLimit;)
        {
            await Task.Delay(Pause);
        }

        if (process.IsRunning)
        {
            Signals.Send(process.Id, Signals.Kill);
        }

        return true;
    }
}
