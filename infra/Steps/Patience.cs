using TutorPipeline.Model;

namespace TutorPipeline.Infra.Steps;

/// <summary>How often AWS is asked whether something is done, and for how long at most.</summary>
/// <param name="Interval">The time between two questions.</param>
/// <param name="Limit">The time after which waiting ends with an error.</param>
public sealed record Patience(TimeSpan Interval, TimeSpan Limit)
{
    /// <summary>Ten seconds between questions, half an hour in all: changes of ElastiCache take up to some twenty minutes.</summary>
    public static Patience Ordinary { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(30));

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Lets one interval pass.</summary>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    /// <returns>A task that ends with the interval.</returns>
    internal Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(Interval, Time, cancellationToken);

    /// <summary>Asks again and again.</summary>
    /// <param name="look">Looks once; null means done, everything else is what is still missing.</param>
    /// <param name="report">Takes what is still missing, whenever that changes.</param>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    /// <returns>Null when it is done; otherwise what was still missing in the end.</returns>
    internal async Task<string?> WaitAsync(Func<Task<string?>> look, IStageReport report, CancellationToken cancellationToken)
    {
        var start = Time.GetTimestamp();
        string? before = null;
        while (await look() is { } missing)
        {
            if (missing != before)
            {
                report.Information($"Waiting: {missing}");
                before = missing;
            }

            if (Time.GetElapsedTime(start) >= Limit)
            {
                return missing;
            }

            await PauseAsync(cancellationToken);
        }

        return null;
    }
}

/// <summary>AWS did not finish something in time.</summary>
/// <param name="missing">What was still missing, as a sentence without its full stop.</param>
/// <param name="limit">How long was waited.</param>
/// <param name="nextStep">What to do, as a sentence.</param>
public sealed class NotFinishedInTimeException(string missing, TimeSpan limit, string nextStep) : PipelineException(
    $"Waited {limit.TotalMinutes:0} minutes for AWS, and still {missing}. {nextStep}");
