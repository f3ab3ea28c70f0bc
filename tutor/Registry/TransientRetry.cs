using System.Diagnostics.CodeAnalysis;
using System.Net;
using TutorPipeline.Tutor.Cluster.Access;

namespace TutorPipeline.Tutor.Registry;

/// <summary>Sends a request again when the answer may be another one next time; what is sent here may be sent twice without harm.</summary>
internal sealed class TransientRetry(RetryRule rule, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    public static RetryRule Rule { get; } =
        new(4, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));

    /// <summary>A client that tries again; each attempt has its own limit of time.</summary>
    /// <param name="rule">How often and how long.</param>
    /// <param name="time">The clock of the waits.</param>
    /// <param name="wrap">What each single attempt passes through, such as a signature.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client owns its handlers and disposes of them.")]
    public static HttpClient Connect(RetryRule rule, TimeProvider time, Func<HttpMessageHandler, HttpMessageHandler> wrap) =>
        new(new TransientRetry(rule, time, wrap(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) })))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            var response = await TryAsync(request, isLast: failures == rule.Attempts, cancellationToken);
            if (response is not null && (failures == rule.Attempts || !IsPassing(response.StatusCode)))
            {
                return response;
            }

            var asked = response?.Headers.RetryAfter?.Delta;
            response?.Dispose();
            await Task.Delay(rule.Delay(failures, asked), time, cancellationToken);
        }
    }

    private static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private async Task<HttpResponseMessage?> TryAsync(HttpRequestMessage request, bool isLast, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(rule.AttemptTimeout);
        try
        {
            return await base.SendAsync(request, patience.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return isLast ? throw new HttpRequestException($"no answer within {rule.AttemptTimeout.TotalSeconds:0} s", e) : null;
        }
        catch (HttpRequestException) when (!isLast)
        {
            return null;
        }
    }
}
