using System.Net;

namespace TutorPipeline.Images.Tests;

/// <summary>Stands before a real registry and passes on everything, but for what a test lets fail.</summary>
internal sealed class FailingRegistry : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly HttpClient client = new();
    private readonly string behind;
    private readonly Func<string, string, HttpStatusCode?> fails;

    /// <summary>Starts it.</summary>
    /// <param name="behind">The real registry.</param>
    /// <param name="fails">From method and path the answer of a call that is to fail; null for one that is passed on.</param>
    public FailingRegistry(string behind, Func<string, string, HttpStatusCode?> fails)
    {
        (this.behind, this.fails) = (behind, fails);
        using (var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            socket.Start();
            Host = $"127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}";
        }

        listener.Prefixes.Add($"http://{Host}/");
        listener.Start();
        _ = ServeAsync();
    }

    public string Host { get; }

    /// <summary>How many calls failed.</summary>
    public int Failures { get; private set; }

    public void Dispose()
    {
        listener.Close();
        client.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                _ = AnswerAsync(context);
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // Disposed of: the test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        using (response)
        {
            if (fails(request.HttpMethod, request.Url!.AbsolutePath) is { } status)
            {
                Failures++;
                response.StatusCode = (int)status;
                return;
            }

            using var passed = new HttpRequestMessage(new HttpMethod(request.HttpMethod), $"http://{behind}{request.RawUrl}");
            passed.Content = request.HasEntityBody ? new StreamContent(request.InputStream) : null;
            foreach (string name in request.Headers)
            {
                if (!passed.Headers.TryAddWithoutValidation(name, request.Headers[name]))
                {
                    passed.Content?.Headers.TryAddWithoutValidation(name, request.Headers[name]);
                }
            }

            // The registry makes the addresses of uploads from it.
            passed.Headers.Host = Host;
            using var answer = await client.SendAsync(passed, HttpCompletionOption.ResponseHeadersRead);
            response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not "Transfer-Encoding" and not "Content-Length"))
            {
                response.Headers[name] = string.Join(", ", values);
            }

            if (answer.Content.Headers.ContentLength is { } length)
            {
                response.ContentLength64 = length;
            }

            if (request.HttpMethod != "HEAD")
            {
                await answer.Content.CopyToAsync(response.OutputStream);
            }
        }
    }
}
