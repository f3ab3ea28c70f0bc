using System.Text.Json.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Rollouts;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers.Jobs;

/// <summary>Makes the pods of Jobs until enough of them were successful, too many failed, or the time is over.</summary>
internal sealed class JobController(Cluster cluster)
{
    private const string Component = "job-controller";

    // What its work queue waits before it tries again to make a pod.
    private const double Retry = 10;

    private readonly Dictionary<string, DateTime> refused = [];

    public void Reconcile()
    {
        var pods = cluster.List(Kinds.Pods).ToLookup(p => p.ControllerUid());
        foreach (var job in cluster.List(Kinds.Jobs))
        {
            if (job.IsDying() || !PodTemplate.CanRun(job))
            {
                continue;
            }

            if (JobCount.IsOver(job))
            {
                Expire(job);
            }
            else if ((bool?)job["spec"]!["suspend"] != true)
            {
                Sync(new JobCount(job, [.. pods[job.Uid()]], cluster.Pace));
            }
        }
    }

    /// <summary>Deletes a Job that was over long enough ago.</summary>
    private void Expire(JsonObject job)
    {
        var ended = job["status"].Items("conditions").First(c => (string?)c["type"] is "Complete" or "Failed");
        var moment = cluster.Pace.Moment(job.Uid(), "End", (string)ended["lastTransitionTime"]!);
        if (job["spec"]!["ttlSecondsAfterFinished"].Whole() is { } seconds && cluster.Pace.IsOver(moment, seconds))
        {
            cluster.Delete(job);
        }
    }

    private void Sync(JobCount count)
    {
        var active = count.Active.Count + count.Hidden;
        if (count.Failure is not null)
        {
            count.Active.ForEach(cluster.Delete);
            active = 0;
        }
        else
        {
            active += Grow(count);
        }

        var hadStarted = count.Job["status"]?["startTime"] is not null;
        var status = JobStatus.Of(count, active);
        var after = cluster.UpdateStatus(count.Job, value => value["status"] = status);
        if (!hadStarted)
        {
            cluster.Pace.Note(count.Job.Uid(), "Start", (string)after["status"]!["startTime"]!);
        }

        if (JobCount.IsOver(after))
        {
            End(after, count);
        }
    }

    private void End(JsonObject job, JobCount count)
    {
        var condition = (JsonObject)job["status"]!["conditions"]![0]!;
        cluster.Pace.Note(job.Uid(), "End", (string)condition["lastTransitionTime"]!);
        if (count.Failure is { } failure)
        {
            cluster.Events.Warning(count.Job, Component, failure.Reason, failure.Message);
        }
        else
        {
            cluster.Events.Normal(count.Job, Component, "Completed", "Job completed");
        }
    }

    private int Grow(JobCount count)
    {
        var made = 0;
        if (refused.TryGetValue(count.Job.Uid(), out var at) && !cluster.Pace.IsOver(at, Retry))
        {
            return made;
        }

        try
        {
            for (; made < count.Missing; made++)
            {
                var template = count.Job["spec"]!["template"]!.AsObject();
                var pod = cluster.Create(Kinds.Pods, PodMaker.From(count.Job, template));
                cluster.Events.Normal(count.Job, Component, "SuccessfulCreate", $"Created pod: {pod.Name()}");
            }

            refused.Remove(count.Job.Uid());
        }
        catch (ApiException e)
        {
            refused[count.Job.Uid()] = Pace.Now;
            cluster.Pace.IsOver(Pace.Now, Retry);
            cluster.Events.Warning(count.Job, Component, "FailedCreate", "Error creating: " + e.Message);
        }

        return made;
    }
}
