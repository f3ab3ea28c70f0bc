namespace TutorPipeline.Tutor.Cluster.Apply;

/// <summary>Does many small things at the same time, but not too many for an API server.</summary>
internal static class InParallel
{
    // A real API server (v1.26 with etcd) took 300 objects in 2.0 s of 32 at a time, 2.5 s of 16, 3.5 s of 6, and no less of 150. It lets a
    // user have some hundred requests at once.
    private const int Most = 32;

    public static Task ForEachAsync<T>(
        IReadOnlyList<T> items, Func<T, CancellationToken, Task> action, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = Most, CancellationToken = cancellationToken },
            async (item, token) => await action(item, token));
}
