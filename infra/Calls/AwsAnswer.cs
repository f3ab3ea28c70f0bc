using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace TutorPipeline.Infra.Calls;

/// <summary>What AWS answered, unread.</summary>
internal sealed class AwsAnswer : AmazonWebServiceResponse
{
    private readonly byte[] body;

    // The SDK makes an empty answer where a service has nothing to say.
    public AwsAnswer()
        : this([])
    {
    }

    public AwsAnswer(byte[] body) => this.body = body;

    /// <summary>The body of a JSON service.</summary>
    public JsonObject Json() => JsonNode.Parse(body)?.AsObject() ?? [];

    /// <summary>The body of an XML service.</summary>
    public XElement Xml()
    {
        using var stream = new MemoryStream(body, writable: false);
        return XDocument.Load(stream).Root!;
    }
}

/// <summary>Keeps a good answer as it is, and takes code and message out of a bad one, whichever protocol it has.</summary>
internal sealed class AwsAnswerUnmarshaller : JsonResponseUnmarshaller
{
    public static readonly AwsAnswerUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => new AwsAnswer(Body(input));

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var (code, message) = AwsError.Read(Body(input), input.ResponseData.GetHeaderValue("x-amzn-ErrorType"));
        return new AmazonServiceException(message, null, ErrorType.Unknown, code, string.Empty, statusCode);
    }

    private static byte[] Body(JsonUnmarshallerContext input)
    {
        using var copy = new MemoryStream();
        input.Stream.CopyTo(copy);
        return copy.ToArray();
    }
}
