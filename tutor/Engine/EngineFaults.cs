using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Engine;

/// <summary>Turns what the Docker client throws into sentences with a way out.</summary>
internal static class EngineFaults
{
    /// <summary>What a failed call means; null for an exception that is none of the engine's.</summary>
    /// <param name="thrown">What was thrown.</param>
    /// <param name="endpoint">Where the engine should be.</param>
    /// <param name="what">What it was asked for, as it follows "did not", such as <c>tag the image</c>.</param>
    public static PipelineException? Of(Exception thrown, string endpoint, string what) => thrown switch
    {
        PipelineException => null,
        DockerApiException answer => new EngineRefusedException(what, Message(answer), answer),
        DockerConfigurationException or SshDockerEndpointNotSupportedException or NotSupportedException or UriFormatException =>
            new NoEngineException(endpoint, thrown.Message, thrown),
        HttpRequestException or AggregateException or SocketException or IOException => OfConnection(thrown, endpoint, what),
        JsonException => new EngineRefusedException(what, $"{endpoint} does not answer as Docker's API does", thrown),
        OperationCanceledException => new NoEngineException(endpoint, "it took the connection and then said nothing", thrown),
        _ => null,
    };

    private static PipelineException OfConnection(Exception thrown, string endpoint, string what) => Socket(thrown) switch
    {
        { SocketErrorCode: SocketError.AccessDenied } => new EnginePermissionException(endpoint, thrown),
        { } socket => new NoEngineException(endpoint, Words(socket), thrown),
        null => new EngineRefusedException(what, $"the connection to {endpoint} broke ({thrown.Message.TrimEnd('.')})", thrown),
    };

    private static string Words(SocketException exception) => exception switch
    {
        // What .NET makes of ENOENT, for which it has no code of its own.
        { SocketErrorCode: SocketError.AddressNotAvailable } => "there is no such socket",
        { SocketErrorCode: SocketError.ConnectionRefused } => "the connection is refused",
        _ => exception.Message,
    };

    private static SocketException? Socket(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is SocketException socket)
            {
                return socket;
            }
        }

        return null;
    }

    // The engine answers {"message":"…"}; the client's own message would wrap that in its own words.
    private static string Message(DockerApiException exception)
    {
        try
        {
            using var body = JsonDocument.Parse(exception.ResponseBody ?? string.Empty);
            return body.RootElement.GetProperty("message").GetString() ?? exception.Message;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return exception.Message;
        }
    }
}
