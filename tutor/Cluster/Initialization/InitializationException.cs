using System.Globalization;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Initialization;

/// <summary>A platform was not initialized; the message says which task failed and why.</summary>
public sealed class InitializationException : PipelineException
{
    private InitializationException(string message)
        : base(message)
    {
    }

    internal static InitializationException NoTemplate(string namespaceName, string service) => new(
        $"The platform {namespaceName} was not initialized: its manifests have no Job template for the service {service}, from which "
        + "image and settings of the task would come. Check that no plugin removes it, run RenderManifests again, "
        + "then run InitializePlatform again.");

    internal static InitializationException Unreachable(string namespaceName, string server, string facts) => new(
        $"The platform {namespaceName} was not initialized to its end: the cluster at {server} does not answer ({facts.TrimEnd('.')}). "
        + "A task that was started runs on. Check that the cluster is up (./build.sh Doctor), then run InitializePlatform again: "
        + "it waits for that task.");

    internal static InitializationException Rejected(string namespaceName, string job, int status, string message) => new(
        $"The platform {namespaceName} was not initialized: the cluster did not take job/{job}: {status} ({message}). "
        + (status is 401 or 403
            ? "The deployer's role lacks this: let it list and create Jobs, then run InitializePlatform again."
            : "Mend what it names, then run InitializePlatform again."));

    internal static InitializationException NoScript(string namespaceName, string name, int status, string message) => new(
        $"The platform {namespaceName} was not initialized: a task's script could not be kept in secret/{name}: {status} ({message}). "
        + (status is 401 or 403
            ? "The deployer's role lacks this: let it list, create, patch and delete Secrets, then run InitializePlatform again."
            : "Mend what it names, then run InitializePlatform again."));

    internal static InitializationException NotRecorded(string namespaceName, string name, int status, string message) => new(
        $"What was initialized of the platform {namespaceName} could not be read or kept in configmap/{name}: {status} ({message}). "
        + "Let the deployer's role get and patch it, then run InitializePlatform again.");

    internal static InitializationException Busy(string namespaceName, string job, TimeSpan patience) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"The platform {namespaceName} was not initialized: job/{job} of an earlier run still runs "
            + $"after {patience.TotalMinutes:0} minutes, ")
        + "and two must not run at once. "
        + $"See kubectl --namespace {namespaceName} logs job/{job}; wait for its end or delete it, then run "
        + "InitializePlatform again.");

    internal static InitializationException Failed(string namespaceName, string job, string facts, string log) => new(
        $"The platform {namespaceName} was not initialized: job/{job} {facts}.\n"
        + (log.Length == 0 ? "It left no log.\n" : $"Last lines of its log:\n  {log.TrimEnd().ReplaceLineEndings("\n  ")}\n")
        + "Tasks before it were done and may be done again. Mend the cause, then run InitializePlatform again.");
}
