using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace TutorPipeline.Infra.Calls;

/// <summary>Reads AWS's forms of an error: XML of the query services and of EC2, JSON with its code in the body or in a header.</summary>
internal static class AwsError
{
    private const int LongestUnknown = 300;

    public static (string Code, string Message) Read(byte[] body, string? typeHeader)
    {
        var text = Encoding.UTF8.GetString(body).Trim();
        var (code, message) = text.StartsWith('<') ? FromXml(text) : text.StartsWith('{') ? FromJson(text) : (string.Empty, string.Empty);
        code = ShortCode(code.Length > 0 ? code : typeHeader ?? string.Empty);
        return (code, message.Length > 0 ? message : text.Length > LongestUnknown ? text[..LongestUnknown] + "…" : text);
    }

    // A JSON service may write "com.amazon.service#Code", and its header "Code:http://…".
    private static string ShortCode(string code) => code[(code.IndexOf('#', StringComparison.Ordinal) + 1)..].Split(':')[0];

    private static (string Code, string Message) FromXml(string text)
    {
        try
        {
            var error = XDocument.Parse(text).Descendants().FirstOrDefault(e => e.Name.LocalName == "Error");
            return (error?.Text("Code") ?? string.Empty, error?.Text("Message") ?? string.Empty);
        }
        catch (XmlException)
        {
            return (string.Empty, string.Empty);
        }
    }

    private static (string Code, string Message) FromJson(string text)
    {
        try
        {
            var error = JsonNode.Parse(text)!.AsObject();
            return (Text(error, "__type", "code"), Text(error, "message", "Message"));
        }
        catch (JsonException)
        {
            return (string.Empty, string.Empty);
        }
    }

    private static string Text(JsonObject error, string name, string otherName) =>
        (error[name] ?? error[otherName]) is JsonValue value && value.TryGetValue<string>(out var text) ? text : string.Empty;
}
