namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>Does many small things at the same time, but not too many for an API server.</summary>
internal static class InParallel
{
    private const int Most = 16;

    public static Task ForEachAsync<T>(
        IReadOnlyList<T> items, Func<T, CancellationToken, Task> action, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = Most, CancellationToken = cancellationToken },
            async (item, token) => await action(item, token));
}
