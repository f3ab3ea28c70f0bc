using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Web;
using Amazon.Runtime;
using TutorPipeline.Infra.Calls;

namespace TutorPipeline.Infra.Tests.Calls;

/// <summary>A server on loopback that answers as a test says, and keeps what it was asked.</summary>
internal sealed class LoopbackAws : IDisposable
{
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private readonly HttpListener listener = new();
    private readonly Func<AskedCall, LoopbackAnswer> answer;
    private readonly List<AskedCall> asked = [];
    private readonly Task serving;

    public LoopbackAws(Func<AskedCall, LoopbackAnswer> answer)
    {
        this.answer = answer;
        Endpoint = new Uri($"http://127.0.0.1:{FreePort()}/");
        listener.Prefixes.Add(Endpoint.AbsoluteUri);
        listener.Start();
        serving = Task.Run(ServeAsync);
        Aws = new AwsCalls(() => new BasicAWSCredentials(AccessKey, SecretKey), "eu-west-1", Endpoint);
    }

    public Uri Endpoint { get; }

    public AwsCalls Aws { get; }

    public IReadOnlyList<AskedCall> Asked
    {
        get
        {
            lock (asked)
            {
                return [.. asked];
            }
        }
    }

    public static LoopbackAws Always(string body, int status = 200) => new(_ => new(body, status));

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        Aws.Dispose();
        listener.Close();
        serving.GetAwaiter().GetResult();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var request = context.Request;
        var call = new AskedCall(request.HttpMethod, request.RawUrl!, request.Headers, await reader.ReadToEndAsync());
        lock (asked)
        {
            asked.Add(call);
        }

        var given = answer(call);
        context.Response.StatusCode = given.Status;
        if (given.ErrorType is not null)
        {
            context.Response.Headers["x-amzn-ErrorType"] = given.ErrorType;
        }

        var bytes = Encoding.UTF8.GetBytes(given.Body);
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }
}

/// <summary>What is answered.</summary>
internal sealed record LoopbackAnswer(string Body, int Status = 200, string? ErrorType = null)
{
    public static LoopbackAnswer Fault(int status, string code, string message) => new(
        $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>", status);
}

/// <summary>What was asked.</summary>
internal sealed record AskedCall(string Method, string Path, System.Collections.Specialized.NameValueCollection Headers, string Body)
{
    /// <summary>The operation, in the form or in the header.</summary>
    public string Operation => Headers["X-Amz-Target"]?.Split('.')[^1] ?? Field("Action") ?? Path;

    public string? Field(string name) => HttpUtility.ParseQueryString(Body)[name];
}
