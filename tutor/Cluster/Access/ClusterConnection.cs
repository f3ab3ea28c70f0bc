using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;

namespace TutorPipeline.Tutor.Cluster.Access;

/// <summary>Speaks with an API server in JSON, with retries; trust, tokens and kubeconfig are the client library's.</summary>
internal sealed class ClusterConnection : IDisposable
{
    private readonly Kubernetes client;
    private readonly RetryRule rule;
    private readonly TimeProvider time;

    public ClusterConnection(ClusterAccess access, RetryRule? rule = null, TimeProvider? time = null)
    {
        var configuration = access.Configure();
        configuration.HttpClientTimeout = Timeout.InfiniteTimeSpan;
        configuration.UserAgent = "tutorpipeline";
        client = new Kubernetes(configuration);
        this.rule = rule ?? RetryRule.Default;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>The API server's address, without a final slash.</summary>
    public string Server => client.BaseUri.AbsoluteUri.TrimEnd('/');

    /// <summary>Sends a request, again and again while its failure may pass.</summary>
    /// <exception cref="ClusterUnreachableException">It failed passingly each time.</exception>
    public async Task<ClusterAnswer> SendAsync(ClusterCall call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            string facts;
            Exception? cause = null;
            TimeSpan? asked = null;
            try
            {
                (var answer, asked) = await SendOnceAsync(call, cancellationToken);
                if (!RetryRule.IsPassing(answer))
                {
                    return answer;
                }

                facts = $"it answered {answer.Status} ({answer.Message})";
            }
            catch (Exception e) when (IsPassing(e, cancellationToken))
            {
                facts = e is OperationCanceledException
                    ? $"it did not answer within {rule.AttemptTimeout.TotalSeconds:0.#} s" : Innermost(e).Message;
                cause = e;
            }

            if (attempt == rule.Attempts || IsDistrust(cause))
            {
                var attempts = attempt == 1 ? "1 attempt" : $"{attempt} attempts";
                throw new ClusterUnreachableException($"after {attempts}: {facts.TrimEnd('.')}", cause);
            }

            await Task.Delay(rule.Delay(attempt, asked), time, cancellationToken);
        }
    }

    /// <summary>Opens an answer that is read while it comes. One attempt: whoever reads it knows where to go on after a failure.</summary>
    /// <exception cref="ClusterUnreachableException">The server did not answer.</exception>
    public async Task<ClusterStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(rule.AttemptTimeout);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.BaseUri, path));
            if (client.Credentials is not null)
            {
                await client.Credentials.ProcessHttpRequestAsync(request, limit.Token);
            }

            var response = await client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new ClusterStream(response, await response.Content.ReadAsStreamAsync(cancellationToken));
        }
        catch (Exception e) when (IsPassing(e, cancellationToken))
        {
            throw new ClusterUnreachableException(e is OperationCanceledException ? "it did not answer" : Innermost(e).Message, e);
        }
    }

    /// <summary>Opens a WebSocket, as a port-forward does, with the trust and the credentials of every call. One attempt.</summary>
    /// <exception cref="ClusterUnreachableException">The server did not answer, or refused; the message says with which status.</exception>
    public async Task<WebSocket> OpenSocketAsync(string path, string protocol, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(rule.AttemptTimeout);
        var address = new UriBuilder(new Uri(client.BaseUri, path)) { Scheme = client.BaseUri.Scheme == "http" ? "ws" : "wss" }.Uri;
        var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        try
        {
            using var credentials = new HttpRequestMessage();
            if (client.Credentials is not null)
            {
                await client.Credentials.ProcessHttpRequestAsync(credentials, limit.Token);
            }

            foreach (var (name, values) in credentials.Headers)
            {
                socket.Options.SetRequestHeader(name, string.Join(", ", values));
            }

            socket.Options.AddSubProtocol(protocol);
            await socket.ConnectAsync(address, client.HttpClient, limit.Token);
            return socket;
        }
        catch (Exception e) when (e is WebSocketException || IsPassing(e, cancellationToken))
        {
            int? status = (int)socket.HttpStatusCode is >= 300 and var code ? code : null;
            var facts = status is not null ? $"it answered {status} ({socket.HttpStatusCode})"
                : e is OperationCanceledException ? "it did not answer" : Innermost(e).Message;
            socket.Dispose();
            throw new ClusterUnreachableException(facts.TrimEnd('.'), e) { Status = status };
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<(ClusterAnswer Answer, TimeSpan? Asked)> SendOnceAsync(ClusterCall call, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(rule.AttemptTimeout);
        using var request = new HttpRequestMessage(call.Method, new Uri(client.BaseUri, call.Path)) { Version = HttpVersion.Version20 };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (call.Body is not null)
        {
            request.Content = new StringContent(call.Body.ToJsonString(), Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(call.ContentType);
        }

        if (client.Credentials is not null)
        {
            await client.Credentials.ProcessHttpRequestAsync(request, limit.Token);
        }

        using var response = await client.HttpClient.SendAsync(request, limit.Token);
        var text = await response.Content.ReadAsStringAsync(limit.Token);
        return (new ClusterAnswer((int)response.StatusCode, Parse(response, text)), Asked(response.Headers.RetryAfter));
    }

    private static JsonObject? Parse(HttpResponseMessage response, string text)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return text.Length == 0 ? null : new JsonObject { ["message"] = text.Trim() };
        }

        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException e)
        {
            throw new HttpRequestException("The answer was cut off.", e);
        }
    }

    private TimeSpan? Asked(RetryConditionHeaderValue? header) => header?.Delta ?? header?.Date - time.GetUtcNow();

    private static bool IsPassing(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>A server that is not trusted now will not be trusted in a second either.</summary>
    private static bool IsDistrust(Exception? e) => e is not null && (e is AuthenticationException || IsDistrust(e.InnerException));

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}

/// <summary>
/// The API server did not answer, or only with passing errors. The message is the facts alone; callers say what they attempted.
/// </summary>
#pragma warning disable CA1064 // Exceptions should be public: it never leaves this assembly, callers turn it into one of the port's.
internal sealed class ClusterUnreachableException(string facts, Exception? cause) : Exception(facts, cause)
{
    /// <summary>The status with which it refused; null when it did not answer, or when the failure may pass.</summary>
    public int? Status { get; init; }
}
#pragma warning restore CA1064
