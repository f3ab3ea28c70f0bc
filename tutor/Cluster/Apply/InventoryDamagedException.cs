using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>The list of what was applied cannot be read, so that nothing can be pruned safely.</summary>
/// <param name="namespaceName">The namespace.</param>
/// <param name="innerException">What is wrong with it.</param>
public sealed class InventoryDamagedException(string namespaceName, Exception innerException) : PipelineException(
    $"The ConfigMap {namespaceName}/{InventoryStore.Name} cannot be read ({innerException.Message.TrimEnd('.')}): somebody changed it. It "
    + "lists what earlier releases applied, and without it nothing is removed that a release no longer has. Delete it with 'kubectl "
    + $"delete configmap --namespace {namespaceName} {InventoryStore.Name}' and run this again: it is made anew, and what earlier releases "
    + "left over must be removed by hand.",
    innerException);
