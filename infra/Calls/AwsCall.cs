using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Amazon.Runtime;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Calls;

/// <summary>One request to AWS, before it is signed.</summary>
/// <param name="service">Who is asked.</param>
/// <param name="operation">What for, such as <c>DescribeVolumes</c>.</param>
/// <param name="subject">What it concerns, for messages.</param>
internal sealed class AwsCall(AwsService service, string operation, string subject) : AmazonWebServiceRequest
{
    public AwsService Service { get; } = service;

    public string Operation { get; } = operation;

    public string Subject { get; } = subject;

    public string Method { get; private init; } = "POST";

    public string Path { get; private init; } = "/";

    /// <summary>What stands behind the question mark.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; private init; } = new Dictionary<string, string>();

    public string ContentType { get; private init; } = string.Empty;

    /// <summary>The operation in the words of JSON services, which name it in a header; empty for others.</summary>
    public string Target { get; private init; } = string.Empty;

    public byte[] Content { get; private init; } = [];

    /// <summary>What the request carries that no message may show.</summary>
    public Secret? Secret { get; private init; }

    /// <summary>A request of a service that takes forms and answers XML.</summary>
    public static AwsCall Query(
        AwsService service, string operation, string subject, IEnumerable<(string Name, string Value)> fields, Secret? secret = null)
    {
        var form = new StringBuilder($"Action={operation}&Version={service.Version}");
        foreach (var (name, value) in fields)
        {
            form.Append('&').Append(WebUtility.UrlEncode(name)).Append('=').Append(WebUtility.UrlEncode(value));
        }

        return new(service, operation, subject)
        {
            ContentType = "application/x-www-form-urlencoded; charset=utf-8",
            Content = Encoding.UTF8.GetBytes(form.ToString()),
            Secret = secret,
        };
    }

    /// <summary>A request of a service that takes and answers JSON of version 1.1.</summary>
    public static AwsCall Json(AwsService service, string target, string operation, string subject, JsonObject body) =>
        new(service, operation, subject)
        {
            ContentType = "application/x-amz-json-1.1",
            Target = $"{target}.{operation}",
            Content = Encoding.UTF8.GetBytes(body.ToJsonString()),
        };

    /// <summary>A writing request of a REST service that takes XML.</summary>
    public static AwsCall PostXml(AwsService service, string operation, string subject, string path, XElement body) =>
        new(service, operation, subject)
        {
            Path = path,
            ContentType = "application/xml",
            Content = Encoding.UTF8.GetBytes(body.ToString(SaveOptions.DisableFormatting)),
        };

    /// <summary>A reading request of a REST service.</summary>
    public static AwsCall Get(
        AwsService service, string operation, string subject, string path, IReadOnlyDictionary<string, string>? parameters = null) =>
        new(service, operation, subject) { Method = "GET", Path = path, Parameters = parameters ?? new Dictionary<string, string>() };
}
