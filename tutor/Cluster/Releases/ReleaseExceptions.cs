using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Cluster.Releases;

/// <summary>There is no release of that number.</summary>
/// <param name="namespaceName">The namespace.</param>
/// <param name="number">The number that was asked for.</param>
/// <param name="releases">The releases that there are, the newest first.</param>
public sealed class ReleaseNotFoundException(string namespaceName, int number, IReadOnlyList<Release> releases) : PipelineException(
    $"The platform in {namespaceName} has no release {number}: "
    + (releases.Count == 0 ? "nothing was deployed there by this pipeline yet."
        : $"it keeps {string.Join(", ", releases.Select(r => r.Number))}. See them with ./build.sh Releases, and name one of them with "
            + "--release."));

/// <summary>There is no release to go back to.</summary>
/// <param name="namespaceName">The namespace.</param>
/// <param name="releases">The releases that there are, the newest first.</param>
public sealed class NothingToGoBackToException(string namespaceName, IReadOnlyList<Release> releases) : PipelineException(
    $"The platform in {namespaceName} has no release to go back to: "
    + (releases.Count == 0 ? "nothing was deployed there by this pipeline yet. Deploy it with ./build.sh Deploy."
        : $"of {string.Join(", ", releases.Select(r => $"{r.Number} ({r.Result.ToString().ToLowerInvariant()})"))} none is healthy and "
            + "different from the newest. Name one with --release, or mend the cause and deploy again."));

/// <summary>What is kept of a release is not what was applied.</summary>
/// <param name="namespaceName">The namespace.</param>
/// <param name="number">The release.</param>
/// <param name="facts">What is wrong with it.</param>
public sealed class ReleaseDamagedException(string namespaceName, int number, string facts) : PipelineException(
    $"Release {number} of {namespaceName} cannot be read from its Secrets: {facts}. Somebody changed or deleted them. Roll back to another "
    + $"release (./build.sh Releases lists them), or deploy again from the sources; to be rid of it, delete the Secrets of "
    + $"'kubectl get secrets --namespace {namespaceName} --selector tutorpipeline/release={number}'.");
