using System.Text.Json;

namespace TutorPipeline.Kernel.Invocation;

/// <summary>Takes the sentence out of what the JSON reader says.</summary>
internal static class JsonFault
{
    /// <summary>Why the JSON cannot be read, without position, type names and final stop.</summary>
    public static string Reason(JsonException exception)
    {
        var message = exception.Message;
        foreach (var position in (ReadOnlySpan<string>)[" LineNumber:", " Path:"])
        {
            var at = message.IndexOf(position, StringComparison.Ordinal);
            message = at < 0 ? message : message[..at];
        }

        return message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
    }
}
