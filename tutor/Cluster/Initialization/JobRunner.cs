using System.Text.Json.Nodes;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Rollout;

namespace TutorPipeline.Tutor.Cluster.Initialization;

/// <summary>Runs Jobs of ours, one at a time. Pods tell early that one cannot succeed; its conditions are the verdict.</summary>
internal sealed class JobRunner(
    ClusterConnection connection, string namespaceName, Masking masking, InitializationRule rule, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.5);

    private readonly ScriptSecrets scripts = new(connection, namespaceName, masking);

    private string Collection => WatchedKind.Jobs.Path(namespaceName);

    /// <summary>Runs a Job to its end and says each line of its log.</summary>
    /// <param name="job">The Job.</param>
    /// <param name="script">The Secret with its script, named like it; null when it needs none.</param>
    /// <param name="report">Takes the log.</param>
    /// <param name="cancellationToken">Ends the following; a Job that was started runs on.</param>
    /// <exception cref="InitializationException">It failed, cannot be started, or another one runs.</exception>
    public async Task RunAsync(JsonObject job, JsonObject? script, IStageReport report, CancellationToken cancellationToken)
    {
        await WaitForOthersAsync(report, cancellationToken);
        await scripts.RemoveLeftAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        // What is begun here is ended, or a Job would be without its script and a script without its Job. Each call has its own limit.
        if (script is not null)
        {
            await scripts.MakeAsync(script, CancellationToken.None);
        }

        var started = await StartAsync(job, script, CancellationToken.None);
        if (script is not null)
        {
            await scripts.BindAsync(script, started, CancellationToken.None);
        }

        await FollowAsync(Seen.Name(job), report, cancellationToken);
    }

    /// <summary>Starts a Job and gives it as the cluster has it.</summary>
    private async Task<JsonObject> StartAsync(JsonObject job, JsonObject? script, CancellationToken cancellationToken)
    {
        var name = Seen.Name(job);
        var answer = await SendAsync(
            new ClusterCall(HttpMethod.Post, $"{Collection}?fieldManager=tutorpipeline&fieldValidation=Strict") { Body = job },
            cancellationToken);

        // That it is there already means that the answer to an earlier attempt was lost: the name is of this run alone.
        if (answer is { Status: 409, Reason: "AlreadyExists" })
        {
            answer = await SendAsync(new ClusterCall(HttpMethod.Get, $"{Collection}/{name}"), cancellationToken);
        }

        if (!answer.IsSuccess)
        {
            if (script is not null)
            {
                await scripts.RemoveAsync(name, cancellationToken);
            }

            throw InitializationException.Rejected(namespaceName, name, answer.Status, Show(Masking.Scrub(answer.Message, job)));
        }

        return answer.Body!;
    }

    private async Task WaitForOthersAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        string? said = null;
        while (true)
        {
            var active = (await ListAsync($"{Collection}?labelSelector={Uri.EscapeDataString(InitializationJob.Label)}", cancellationToken))
                .FirstOrDefault(job => Ending(job) is null);
            if (active is null)
            {
                return;
            }

            var name = Seen.Name(active);
            if (time.GetUtcNow() - began >= rule.Patience)
            {
                throw InitializationException.Busy(namespaceName, name, rule.Patience);
            }

            if (said != name)
            {
                report.Information($"job/{said = name} of an earlier run still runs; waits for its end");
            }

            await Task.Delay(Tick, time, cancellationToken);
        }
    }

    private async Task FollowAsync(string name, IStageReport report, CancellationToken cancellationToken)
    {
        var findings = new PodFindings(new RolloutRule());
        var since = new Dictionary<FailureCause, DateTimeOffset>();
        var told = new Dictionary<string, int>();
        while (true)
        {
            // Looking twice a second costs little for a few Jobs, and needs nothing to be resumed after an interruption.
            var jobs = await ListAsync($"{Collection}?fieldSelector=metadata.name={name}", cancellationToken);
            var job = jobs.Count > 0 ? jobs[0]
                : throw InitializationException.Failed(namespaceName, name, "was deleted while it ran", string.Empty);
            var pods = await ListAsync(
                $"{WatchedKind.Pods.Path(namespaceName)}?labelSelector={Uri.EscapeDataString($"job-name={name}")}", cancellationToken);
            foreach (var pod in pods)
            {
                findings.Observe(pod);
                await TellAsync(pod, told, report, cancellationToken);
            }

            if (Ending(job) is { } ending)
            {
                if ((string?)ending["type"] == "Complete")
                {
                    return;
                }

                throw InitializationException.Failed(
                    namespaceName, name, Explain((string?)ending["reason"], (string?)ending["message"]),
                    await LastLogAsync(pods, cancellationToken));
            }

            if (Early(pods, findings, since) is { } finding)
            {
                throw InitializationException.Failed(
                    namespaceName, name, $"cannot run: in pod {finding.Pod}, {Show(finding.Seen)}",
                    await LastLogAsync(pods, cancellationToken));
            }

            await Task.Delay(Tick, time, cancellationToken);
        }
    }

    /// <summary>What will never start. A pod that ended is for the Job to count: it may make another.</summary>
    private Finding? Early(IReadOnlyList<JsonObject> pods, PodFindings findings, Dictionary<FailureCause, DateTimeOffset> since)
    {
        foreach (var pod in pods)
        {
            if (!Seen.IsOnItsWayOut(pod) && findings.Find(pod) is { } finding)
            {
                since.TryAdd(finding.Cause, time.GetUtcNow());
                if (time.GetUtcNow() - since[finding.Cause] >= finding.Grace)
                {
                    return finding;
                }
            }
        }

        return null;
    }

    private async Task TellAsync(JsonObject pod, Dictionary<string, int> told, IStageReport report, CancellationToken cancellationToken)
    {
        var name = Seen.Name(pod);
        if ((string?)pod["status"]?["phase"] is null or "Pending" || await LogAsync(name, cancellationToken) is not { } log)
        {
            return;
        }

        var isOver = (string?)pod["status"]?["phase"] is "Succeeded" or "Failed";
        var lines = Show(log).Split('\n');
        var count = lines.Length - (isOver && lines[^1].Length > 0 ? 0 : 1);
        for (var line = told.GetValueOrDefault(name); line < count; line++)
        {
            report.Information($"  {lines[line].TrimEnd('\r')}");
        }

        told[name] = Math.Max(count, told.GetValueOrDefault(name));
    }

    private async Task<string> LastLogAsync(IReadOnlyList<JsonObject> pods, CancellationToken cancellationToken)
    {
        var last = pods.MaxBy(pod => (string?)pod["metadata"]?["creationTimestamp"], StringComparer.Ordinal);
        var log = last is null ? null : await LogAsync(Seen.Name(last), cancellationToken);
        return log is null ? string.Empty : string.Join('\n', Show(log).TrimEnd().Split('\n').TakeLast(PodLogs.ShownLines));
    }

    private async Task<string?> LogAsync(string pod, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            new ClusterCall(HttpMethod.Get, $"{WatchedKind.Pods.Path(namespaceName)}/{pod}/log"), cancellationToken);
        return answer.IsSuccess ? (string?)answer.Body?["message"] : null;
    }

    private string Explain(string? reason, string? message) => reason switch
    {
        "DeadlineExceeded" => $"did not end within {rule.Deadline.TotalMinutes:0.#} minutes and was stopped",
        "BackoffLimitExceeded" => $"failed {rule.Retries + 1} times",
        _ => $"failed: {reason ?? "no reason given"} ({message ?? "no message"})",
    };

    private static JsonObject? Ending(JsonObject job)
    {
        foreach (var type in (string[])["Complete", "Failed"])
        {
            if (Seen.Condition(job, type) is { } condition && (string?)condition["status"] == "True")
            {
                return condition;
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<JsonObject>> ListAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(new ClusterCall(HttpMethod.Get, path), cancellationToken);
        return answer.IsSuccess ? [.. (answer.Body?["items"] as JsonArray ?? []).Select(item => item!.AsObject())]
            : throw InitializationException.Rejected(namespaceName, "*", answer.Status, answer.Message);
    }

    private async Task<ClusterAnswer> SendAsync(ClusterCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.SendAsync(call, cancellationToken);
        }
        catch (ClusterUnreachableException e)
        {
            throw InitializationException.Unreachable(namespaceName, connection.Server, e.Message);
        }
    }

    private string Show(string text) => masking.Show(false, string.Empty, text);
}
