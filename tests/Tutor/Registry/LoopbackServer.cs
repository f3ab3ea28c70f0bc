using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TutorPipeline.Tutor.Tests.Registry;

/// <summary>A request that reached a <see cref="LoopbackServer"/>.</summary>
internal sealed record Request(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Authorization => Headers.GetValueOrDefault("Authorization");
}

/// <summary>What a <see cref="LoopbackServer"/> answers.</summary>
internal sealed record Answer(int Status, string Body = "", params (string Name, string Value)[] Headers);

/// <summary>Answers as a test tells it, to see what a client makes of errors that a healthy server never gives.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<Request, Answer?> answer;

    /// <summary>Starts it.</summary>
    /// <param name="answer">Answers a request; null closes the connection without a word.</param>
    public LoopbackServer(Func<Request, Answer?> answer)
    {
        this.answer = answer;
        listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public List<Request> Requests { get; } = [];

    public static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync();
                await using var stream = connection.GetStream();
                var request = await ReadAsync(stream);
                Requests.Add(request);
                if (answer(request) is { } said)
                {
                    await stream.WriteAsync(Write(said, request.Method == "HEAD"));
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // Disposed of: the test is over.
        }
    }

    private static async Task<Request> ReadAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        var first = (await reader.ReadLineAsync() ?? string.Empty).Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        var body = new char[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        if (body.Length > 0)
        {
            // Not for nothing at all: that would wait for more.
            await reader.ReadBlockAsync(body);
        }

        return new Request(first[0], first.ElementAtOrDefault(1) ?? string.Empty, headers, new string(body));
    }

    private static byte[] Write(Answer answer, bool isHead)
    {
        var text = new StringBuilder(
            $"HTTP/1.1 {answer.Status} Answer\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(answer.Body)}\r\n");
        foreach (var (name, value) in answer.Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(isHead ? "" : answer.Body).ToString());
    }
}
