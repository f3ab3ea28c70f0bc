using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Hosting;

/// <summary>
/// What clients see of a server that is started again while its nodes go on: every connection breaks, nobody gets in for a while, and
/// watches cannot be taken up where they broke.
/// </summary>
/// <param name="store">The history that is forgotten.</param>
internal sealed class Outage(Store store)
{
    private static readonly TimeSpan LastAnswer = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, ConnectionContext> open = new();
    private long until;

    /// <summary>Watches over the connections of a port; called before anything else listens on it.</summary>
    public void Listen(ListenOptions listen) => listen.Use(next => async connection =>
    {
        if (Environment.TickCount64 < Interlocked.Read(ref until))
        {
            connection.Abort();
            return;
        }

        open[connection.ConnectionId] = connection;
        try
        {
            await next(connection);
        }
        finally
        {
            open.TryRemove(connection.ConnectionId, out _);
        }
    });

    /// <summary>Begins as soon as whoever asked for it has the answer.</summary>
    public async Task BeginAsync(TimeSpan length)
    {
        await Task.Delay(LastAnswer);
        Interlocked.Exchange(ref until, Environment.TickCount64 + (long)length.TotalMilliseconds);
        lock (store.Gate)
        {
            store.Compact();
        }

        foreach (var connection in open.Values)
        {
            connection.Abort();
        }
    }
}
